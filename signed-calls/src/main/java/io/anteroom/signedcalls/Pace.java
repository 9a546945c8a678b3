package io.anteroom.signedcalls;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How patient calls are. Waits double from try to try up to the longest, and each is shortened by
 * chance to between half and the whole of that, so that callers that failed together do not come
 * back together.
 *
 * @param firstWait the wait after the first try
 * @param longestWait the longest wait, beside what the other side asks for
 * @param tryLimit how long one try may take, with everything that belongs to it
 */
public record Pace(Duration firstWait, Duration longestWait, Duration tryLimit) {

  /** The private API answers within 9 s or not at all: a command 3 s, seeing its effect 6 s. */
  public static final Pace USUAL =
      new Pace(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(10));

  private static final int MOST_DOUBLINGS = 20;

  /**
   * The wait after some tries.
   *
   * @param tries how many, at least 1
   */
  Duration waitAfter(int tries, RandomGenerator chance) {
    long doubled = firstWait.toNanos() << Math.min(tries - 1, MOST_DOUBLINGS);
    long whole = Math.min(doubled, longestWait.toNanos());
    return Duration.ofNanos(whole - chance.nextLong(whole / 2 + 1));
  }
}
