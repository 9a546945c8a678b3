package io.anteroom.domain.room;

/**
 * Where serving stands in the history of a room. Whoever decides on a move by what a room looked
 * like a moment ago names the point, and the room moves only if it is still there: so two who saw
 * the same can't both let in the same number of people.
 *
 * <p>The counter alone does not tell. It may have gone forward and come back, and people claimed
 * their tokens in between.
 *
 * @param version the sequence of the event that last moved or reset the counter; 0 if none did, or
 *     not since rooms keep this
 */
public record ServingPoint(long version) {

  /** Where serving stands in a new room. */
  public static final ServingPoint START = new ServingPoint(0);

  /**
   * @throws IllegalArgumentException if the number is negative
   */
  public ServingPoint {
    if (version < 0) {
      throw new IllegalArgumentException("serving version must be at least 0, not " + version);
    }
  }

  /** The point behind an event that moves or resets the counter. */
  static ServingPoint after(Sequence event) {
    return new ServingPoint(event.value());
  }

  /** Says whether what was decided at another point still holds here: nothing moved since. */
  boolean holds(ServingPoint decidedAt) {
    return equals(START) || equals(decidedAt);
  }

  @Override
  public String toString() {
    return Long.toString(version);
  }
}
