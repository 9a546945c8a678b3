package io.anteroom.contracts.command;

import io.anteroom.domain.room.Outcome;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.room.Sequence;

/**
 * What a room answered.
 *
 * @param commandId the command that it answers
 * @param sequence the last event of the room after the decision: a reader that has seen this event
 *     has seen the effect. {@link Sequence#NONE} where there is no such room
 * @param answer what it answers
 */
public record CommandReply(CommandId commandId, Sequence sequence, Answer answer) {

  /** Yes or no. */
  public sealed interface Answer {}

  /** The room did it. */
  public record Accepted(Outcome outcome) implements Answer {}

  /** The room did not do it, and nothing has changed. */
  public record Rejected(Rejection reason) implements Answer {}
}
