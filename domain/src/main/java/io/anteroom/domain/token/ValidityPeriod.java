package io.anteroom.domain.token;

import java.time.Duration;

/**
 * How long a token is good, in whole seconds.
 *
 * @param seconds 1 to {@value #MAX_SECONDS} (one year)
 */
public record ValidityPeriod(long seconds) {

  /** One year of 365 days. */
  public static final long MAX_SECONDS = 365L * 24 * 60 * 60;

  /** One hour. */
  public static final ValidityPeriod DEFAULT = new ValidityPeriod(3600);

  /**
   * @throws IllegalArgumentException if the period is out of bounds
   */
  public ValidityPeriod {
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw new IllegalArgumentException(
          "validity_period must be 1 to " + MAX_SECONDS + " seconds, not " + seconds);
    }
  }

  /** The same as a duration. */
  public Duration toDuration() {
    return Duration.ofSeconds(seconds);
  }
}
