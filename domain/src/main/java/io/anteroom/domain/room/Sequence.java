package io.anteroom.domain.room;

/**
 * Counts the events of one room, over all generations: 1, 2, 3, with no gap.
 *
 * @param value 0 before the first event, then 1 to 2^63-1
 */
public record Sequence(long value) implements Comparable<Sequence> {

  /** Before the first event. */
  public static final Sequence NONE = new Sequence(0);

  /**
   * @throws IllegalArgumentException if the value is below 0
   */
  public Sequence {
    if (value < 0) {
      throw new IllegalArgumentException("sequence must be at least 0, not " + value);
    }
  }

  /** The sequence of the event behind this one. */
  public Sequence next() {
    return new Sequence(Math.addExact(value, 1));
  }

  @Override
  public int compareTo(Sequence other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
