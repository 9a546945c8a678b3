package io.anteroom.audit;

/**
 * Offsets of one partition that a room has settled.
 *
 * @param from the first of them
 * @param to the last of them
 * @param numbered whether each is a join with a number; if not, a reset overtook them, and whatever
 *     joins of the room there are among them have none
 * @param generation whose joins they are
 */
record Stretch(long from, long to, boolean numbered, GenerationTotals generation) {

  /** Says whether another stretch goes on where this one ends, and is of the same kind. */
  boolean touches(Stretch next) {
    return to + 1 == next.from && numbered == next.numbered && generation == next.generation;
  }

  /** This stretch and the one that touches it. */
  Stretch with(Stretch next) {
    return new Stretch(from, next.to, numbered, generation);
  }
}
