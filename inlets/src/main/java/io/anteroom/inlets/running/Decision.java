package io.anteroom.inlets.running;

import io.anteroom.domain.room.ServingCounter;

/** What came of a decision. */
sealed interface Decision {

  /** The counter moved. */
  record Moved(long by, ServingCounter counter) implements Decision {}

  /** Under the same key the counter moved before, by another number. */
  record MovedBefore() implements Decision {}

  /** The counter would have moved. */
  record WouldMove() implements Decision {}

  /** There was nothing to move. */
  record Nothing() implements Decision {}

  /** Something holds the inlet; later there may be nothing that does. */
  record Held(Hold hold) implements Decision {}

  /** Somebody else had moved the counter meanwhile. */
  record Overtaken() implements Decision {}

  /** The room does not take such a move. */
  record Refused() implements Decision {}

  /**
   * Nobody answered; the counter may have moved all the same.
   *
   * @param why in words
   */
  record Unanswered(String why) implements Decision {}
}
