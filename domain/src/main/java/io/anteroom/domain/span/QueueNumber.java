package io.anteroom.domain.span;

/**
 * A place in the line of one room and generation. Numbers are dense: 1, 2, 3, with no gap.
 *
 * @param value 1 to 2^63-1
 */
public record QueueNumber(long value) {

  /**
   * @throws IllegalArgumentException if the value is below 1
   */
  public QueueNumber {
    if (value < 1) {
      throw new IllegalArgumentException("queue number must be at least 1, not " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
