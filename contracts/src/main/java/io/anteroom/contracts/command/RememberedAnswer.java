package io.anteroom.contracts.command;

import io.anteroom.domain.room.Sequence;
import java.time.Duration;
import java.time.Instant;

/**
 * The first answer to a call with an idempotency key.
 *
 * @param body see {@link IdempotencyKey#body()}
 * @param at when it was answered
 * @param sequence the last event of the room after the decision
 * @param answer what was answered
 */
public record RememberedAnswer(
    String body, Instant at, Sequence sequence, CommandReply.Answer answer) {

  /** How long a room remembers. */
  public static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);
}
