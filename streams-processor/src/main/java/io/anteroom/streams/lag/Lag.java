package io.anteroom.streams.lag;

import java.time.Duration;

/**
 * How far numbering is behind.
 *
 * @param joins acknowledged and without a number, at least
 * @param age since the first of them joined; zero if there is none
 */
record Lag(long joins, Duration age) {

  static final Lag NONE = new Lag(0, Duration.ZERO);

  /** Two parts of the way together: their joins add up, and the older age counts. */
  Lag and(Lag other) {
    return new Lag(joins + other.joins, age.compareTo(other.age) > 0 ? age : other.age);
  }
}
