package io.anteroom.domain.room;

/**
 * Counts the resets of a room. Tickets, numbers and tokens belong to one generation.
 *
 * @param value 1 for a new room, one more after each reset
 */
public record Generation(int value) {

  /** The generation of a new room. */
  public static final Generation FIRST = new Generation(1);

  /**
   * @throws IllegalArgumentException if the value is below 1
   */
  public Generation {
    if (value < 1) {
      throw new IllegalArgumentException("generation must be at least 1, not " + value);
    }
  }

  /** The generation after a reset. */
  public Generation next() {
    return new Generation(Math.addExact(value, 1));
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
