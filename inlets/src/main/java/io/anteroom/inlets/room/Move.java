package io.anteroom.inlets.room;

import io.anteroom.domain.room.ServingCounter;

/** What came of asking for a move of the serving counter. */
public sealed interface Move {

  /** It was moved, by this call or an earlier one under the same key. */
  record MovedTo(ServingCounter counter) implements Move {}

  /** Another move was made under this key. */
  record DoneBefore() implements Move {}

  /** The room is not where the move was to begin, or it is paused: nothing was moved. */
  record NotFromThere() implements Move {}

  /**
   * It can't be made, however often it is asked for.
   *
   * @param why in words
   */
  record Refused(String why) implements Move {}

  /**
   * Nobody could say. It may be made all the same.
   *
   * @param why in words
   */
  record Unanswered(String why) implements Move {}
}
