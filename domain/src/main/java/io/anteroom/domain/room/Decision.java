package io.anteroom.domain.room;

import java.util.List;

/** What a room makes of a command. */
public sealed interface Decision {

  /**
   * The room does it.
   *
   * @param events what becomes a fact; empty if it was one already
   * @param outcome the answer
   */
  record Accepted(List<RecordedEvent> events, Outcome outcome) implements Decision {}

  /** The room does not do it. */
  record Rejected(Rejection reason) implements Decision {}
}
