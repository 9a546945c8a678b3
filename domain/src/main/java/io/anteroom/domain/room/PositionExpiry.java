package io.anteroom.domain.room;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a person may take to fetch the token of a number that is served.
 *
 * @param enabled whether there is a limit
 * @param period the limit, in whole seconds, 1 s to {@link #MAX_PERIOD}; kept while not enabled
 */
public record PositionExpiry(boolean enabled, Duration period) {

  /** One year of 365 days. */
  public static final Duration MAX_PERIOD = Duration.ofDays(365);

  /** On, with a quarter of an hour. */
  public static final PositionExpiry DEFAULT = new PositionExpiry(true, Duration.ofMinutes(15));

  /**
   * @throws IllegalArgumentException if the period is out of bounds or has a fraction of a second
   */
  public PositionExpiry {
    if (!period.equals(Duration.ofSeconds(period.toSeconds()))
        || period.compareTo(Duration.ofSeconds(1)) < 0
        || period.compareTo(MAX_PERIOD) > 0) {
      throw new IllegalArgumentException(
          "queue_position_expiry_period must be 1 to "
              + MAX_PERIOD.toSeconds()
              + " whole seconds, not "
              + period.toSeconds());
    }
  }

  /**
   * The first moment at which it is too late; empty if there is no limit.
   *
   * @param joinedAt when the person joined
   * @param reachedAt when the serving counter first reached the number, before or after that
   */
  public Optional<Instant> deadline(Instant joinedAt, Instant reachedAt) {
    Instant from = joinedAt.isAfter(reachedAt) ? joinedAt : reachedAt;
    return enabled ? Optional.of(from.plus(period)) : Optional.empty();
  }
}
