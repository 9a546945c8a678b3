package io.anteroom.rehearsal.page;

import java.time.Duration;
import java.util.Optional;

/** When a page asks next: what {@code pace.js} of the waiting page says, to the letter. */
final class PagePace {

  /** For a server that does not say. */
  static final Duration UNTOLD = Duration.ofSeconds(5);

  static final Duration SOONEST = Duration.ofSeconds(1);
  static final Duration LATEST = Duration.ofMinutes(2);
  static final Duration FIRST_BACK_OFF = Duration.ofSeconds(2);
  static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

  /** By then even the first back-off, doubled each time, has become the longest. */
  private static final int MOST_DOUBLINGS = 10;

  private PagePace() {}

  /**
   * After an answer: what the server said, a tenth more or less.
   *
   * @param chance from 0 up to 1
   */
  static Duration afterAnswer(Optional<Duration> told, double chance) {
    Duration wanted = shorter(longer(told.orElse(UNTOLD), SOONEST), LATEST);
    return times(wanted, 0.9 + 0.2 * chance);
  }

  /**
   * After so many failures in a row: twice as long each time, and never sooner than told.
   *
   * @param failures 1, 2, ...
   * @param chance from 0 up to 1
   */
  static Duration afterFailure(int failures, Optional<Duration> told, double chance) {
    int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
    Duration backOff = shorter(FIRST_BACK_OFF.multipliedBy(1L << doublings), LONGEST_BACK_OFF);
    Duration wanted = told.map(least -> longer(least, backOff)).orElse(backOff);
    return times(shorter(wanted, LATEST), 1 + 0.5 * chance);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration times(Duration time, double factor) {
    return Duration.ofNanos((long) (time.toNanos() * factor));
  }
}
