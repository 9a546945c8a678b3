package io.anteroom.domain.room;

/**
 * Where serving stands in the history of a room. Whoever decides on a move by what a room looked
 * like a moment ago names the point, and the room moves only if it is still there: so two who saw
 * the same can't both let in the same number of people.
 *
 * <p>The counter alone does not tell. It may have gone forward and come back, and people claimed
 * their tokens in between.
 *
 * @param moves how often the counter was moved or reset since the room was first made
 */
public record ServingPoint(long moves) {

  /** Where serving stands in a new room. */
  public static final ServingPoint START = new ServingPoint(0);

  /**
   * @throws IllegalArgumentException if the number is negative
   */
  public ServingPoint {
    if (moves < 0) {
      throw new IllegalArgumentException("serving moves must be at least 0, not " + moves);
    }
  }

  ServingPoint next() {
    return new ServingPoint(moves + 1);
  }

  @Override
  public String toString() {
    return Long.toString(moves);
  }
}
