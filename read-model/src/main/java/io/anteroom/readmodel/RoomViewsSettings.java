package io.anteroom.readmodel;

import java.time.Duration;
import java.util.Optional;

/**
 * How fresh views are.
 *
 * @param refreshEvery time from one look at Redis to the next
 * @param usableFor how far views may be behind the log before they are unavailable
 * @param countedAs the service whose instances are counted, this one among them; none are if empty
 */
public record RoomViewsSettings(
    Duration refreshEvery, Duration usableFor, Optional<String> countedAs) {

  /** Every 100 ms, for 5 s. */
  public static final RoomViewsSettings DEFAULT =
      new RoomViewsSettings(Duration.ofMillis(100), Duration.ofSeconds(5));

  /** Without a count of instances. */
  public RoomViewsSettings(Duration refreshEvery, Duration usableFor) {
    this(refreshEvery, usableFor, Optional.empty());
  }

  /** The same, with a count of the instances of a service. */
  public RoomViewsSettings countedAs(String service) {
    return new RoomViewsSettings(refreshEvery, usableFor, Optional.of(service));
  }

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
