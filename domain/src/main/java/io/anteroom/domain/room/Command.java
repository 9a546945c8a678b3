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

  /**
   * Make the room, or give it other settings.
   *
   * @param change what to set; the rest stays, or has its default when the room is made
   * @param issuerWhenMade the issuer of a room that is made without one
   * @param ends the end of each partition of the joins topic when this was asked for: a room that
   *     was retired is made again behind them
   */
  record ConfigureRoom(
      EventId eventId, SettingsChange change, Issuer issuerWhenMade, PartitionOffsets ends)
      implements Command {}

  /** Take the room away, with everybody in it. */
  record RetireRoom(EventId eventId) implements Command {}

  /**
   * Move the serving counter.
   *
   * @param by how many places, forward or (negative) back
   * @param cause who asks: {@link Cause#ADMIN} or {@link Cause#INLET}
   * @param handedOn how many of the places are those of people who left: 0 to {@code by}
   * @param from where serving must stand for this to be done; empty for wherever it stands
   */
  record IncrementServingCounter(
      EventId eventId, long by, Cause cause, long handedOn, Optional<ServingPoint> from)
      implements Command {

    /**
     * @throws IllegalArgumentException if the cause is expiry, which only the room itself can know,
     *     or more places are handed on than the counter moves by
     */
    public IncrementServingCounter {
      if (cause == Cause.EXPIRY) {
        throw new IllegalArgumentException("cause must be admin or inlet");
      }
      if (handedOn < 0 || handedOn > Math.max(0, by)) {
        throw new IllegalArgumentException("handed_on must be 0 to increment_by");
      }
    }

    /** A move from wherever the counter stands, that hands on nobody's place. */
    public IncrementServingCounter(EventId eventId, long by, Cause cause) {
      this(eventId, by, cause, 0, Optional.empty());
    }
  }

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

  /** Do what time alone brings about: positions expire, and figures are reported. */
  record Tick(EventId eventId) implements Command {}
}
