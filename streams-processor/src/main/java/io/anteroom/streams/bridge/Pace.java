package io.anteroom.streams.bridge;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How patient the bridge is. Waits double from failure to failure up to the longest, and each is
 * shortened by chance to between half and the whole of that, so that instances that failed together
 * do not come back together.
 *
 * @param firstWait the wait after the first failure
 * @param longestWait the longest wait
 * @param callTimeout how long one call may take, with everything that belongs to it
 */
record Pace(Duration firstWait, Duration longestWait, Duration callTimeout) {

  /** A bus that is back is noticed within {@code longestWait}; one that hangs, after a call. */
  static final Pace USUAL =
      new Pace(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(5));

  private static final int MOST_DOUBLINGS = 30;

  /**
   * The wait after some failures in a row.
   *
   * @param failures how many, at least 1
   */
  Duration waitAfter(int failures, RandomGenerator chance) {
    long doubled = firstWait.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS);
    long whole = Math.min(doubled, longestWait.toNanos());
    return Duration.ofNanos(whole - chance.nextLong(whole / 2 + 1));
  }
}
