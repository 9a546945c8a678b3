package io.anteroom.domain.room;

import java.util.OptionalLong;

/**
 * How many joins a room takes in a second, all doors together.
 *
 * @param perSecond 1 to {@value #MAX_PER_SECOND}; empty for no limit
 */
public record JoinLimit(OptionalLong perSecond) {

  /** Far above what one log takes, far below where arithmetic could go wrong. */
  public static final long MAX_PER_SECOND = 1_000_000_000;

  /** As many as the log takes. */
  public static final JoinLimit NONE = new JoinLimit(OptionalLong.empty());

  /**
   * @throws IllegalArgumentException if the limit is out of bounds
   */
  public JoinLimit {
    perSecond.ifPresent(limit -> {
      if (limit < 1 || limit > MAX_PER_SECOND) {
        throw new IllegalArgumentException(
            "join_rate_limit must be 1 to "
                + MAX_PER_SECOND
                + " joins per second, not "
                + limit
                + "; to take no joins at all, set closed");
      }
    });
  }

  /** A limit of so many joins per second. */
  public static JoinLimit of(long perSecond) {
    return new JoinLimit(OptionalLong.of(perSecond));
  }
}
