package io.anteroom.domain.room;

import io.anteroom.domain.span.QueueNumber;
import java.util.Optional;

/**
 * The highest queue number that may have a token.
 *
 * @param value 0 to 2^63-1; may run ahead of the queue
 */
public record ServingCounter(long value) {

  /** Nobody is served yet. */
  public static final ServingCounter ZERO = new ServingCounter(0);

  /**
   * @throws IllegalArgumentException if the value is below 0
   */
  public ServingCounter {
    if (value < 0) {
      throw new IllegalArgumentException("serving counter must be at least 0, not " + value);
    }
  }

  /** The counter moved by a number of places; empty if that leaves 0 to 2^63-1. */
  public Optional<ServingCounter> movedBy(long by) {
    boolean overflows = by > 0 && value > Long.MAX_VALUE - by;
    return overflows || value + by < 0
        ? Optional.empty()
        : Optional.of(new ServingCounter(value + by));
  }

  /** Says whether a number may have a token. */
  public boolean serves(QueueNumber number) {
    return number.value() <= value;
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
