package io.anteroom.domain.room;

import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenId;
import io.anteroom.domain.token.ValidityPeriod;
import java.util.Optional;

/** What a room can be asked to do. */
public sealed interface Command {

  /** The room that is asked. */
  EventId eventId();

  /** Give the next block of numbers to a span of joins. */
  record NumberSpan(JoinSpan span) implements Command {
    @Override
    public EventId eventId() {
      return span.eventId();
    }
  }

  /** Make the room, or give it other settings. */
  record ConfigureRoom(EventId eventId, RoomSettings settings) implements Command {}

  /**
   * Move the serving counter.
   *
   * @param by how many places, forward or (negative) back
   */
  record IncrementServingCounter(EventId eventId, long by) implements Command {}

  /**
   * Make the claims of a token, or say which were made before.
   *
   * @param requestId the id that the person holds, already opened
   * @param place the place inside it
   * @param keyId the key that would sign
   * @param tokenId the id that a new token would have
   * @param issuer overrides the room's, when the token is first made
   * @param validityPeriod overrides the room's, when the token is first made
   */
  record IssueToken(
      EventId eventId,
      RequestId requestId,
      Place place,
      KeyId keyId,
      TokenId tokenId,
      Optional<Issuer> issuer,
      Optional<ValidityPeriod> validityPeriod)
      implements Command {}

  /**
   * Say what became of a session.
   *
   * @param status completed or abandoned
   */
  record UpdateSession(EventId eventId, RequestId requestId, Place place, SessionStatus status)
      implements Command {

    /**
     * @throws IllegalArgumentException if the status is active: a session is never opened again
     */
    public UpdateSession {
      if (status == SessionStatus.ACTIVE) {
        throw new IllegalArgumentException("status must be 1 (completed) or -1 (abandoned)");
      }
    }
  }

  /**
   * Start a new generation.
   *
   * @param ends the end of each partition of the joins topic when the reset was asked for: every
   *     join that was acknowledged before lies below, and is unknown from then on
   */
  record Reset(EventId eventId, PartitionOffsets ends) implements Command {}
}
