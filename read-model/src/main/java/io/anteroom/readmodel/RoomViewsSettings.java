package io.anteroom.readmodel;

import java.time.Duration;

/**
 * How fresh views are.
 *
 * @param refreshEvery time from one look at Redis to the next
 * @param usableFor how old the last good look may be before views are unavailable
 */
public record RoomViewsSettings(Duration refreshEvery, Duration usableFor) {

  /** Every 100 ms, for 5 s. */
  public static final RoomViewsSettings DEFAULT =
      new RoomViewsSettings(Duration.ofMillis(100), Duration.ofSeconds(5));

  /**
   * @throws IllegalArgumentException if a time is not positive or views would never be usable
   */
  public RoomViewsSettings {
    if (!refreshEvery.isPositive()) {
      throw new IllegalArgumentException("refresh interval must be positive");
    }
    if (usableFor.compareTo(refreshEvery) <= 0) {
      throw new IllegalArgumentException("views must be usable for longer than one refresh");
    }
  }
}
