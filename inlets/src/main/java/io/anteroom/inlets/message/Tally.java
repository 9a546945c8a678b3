package io.anteroom.inlets.message;

import io.anteroom.domain.room.ServingCounter;
import java.util.Optional;

/**
 * What came of a message.
 *
 * @param completed sessions that it closed as completed
 * @param abandoned sessions that it closed as abandoned
 * @param unknown ids that have no token, or whose session was closed before
 * @param invalid entries that are no ids and no numbers
 * @param duplicates entries that repeat another one
 * @param movedBy by how much the serving counter moved for it
 * @param counter where that took the counter; empty if it stands where it was
 */
record Tally(
    long completed,
    long abandoned,
    long unknown,
    long invalid,
    long duplicates,
    long movedBy,
    Optional<ServingCounter> counter) {

  /** What can be said of a message before anything is done. */
  static Tally of(ExitMessage message) {
    return new Tally(0, 0, 0, message.invalid(), message.duplicates(), 0, Optional.empty());
  }

  Tally withSessions(long nowCompleted, long nowAbandoned, long nowUnknown) {
    return new Tally(nowCompleted, nowAbandoned, nowUnknown, invalid, duplicates, movedBy, counter);
  }

  Tally withMove(long by, Optional<ServingCounter> to) {
    return new Tally(completed, abandoned, unknown, invalid, duplicates, by, to);
  }
}
