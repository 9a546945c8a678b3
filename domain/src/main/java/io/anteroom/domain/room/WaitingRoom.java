package io.anteroom.domain.room;

import io.anteroom.domain.room.Command.ConfigureRoom;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.Command.IssueToken;
import io.anteroom.domain.room.Command.NumberSpan;
import io.anteroom.domain.room.Command.Reset;
import io.anteroom.domain.room.Command.UpdateSession;
import io.anteroom.domain.room.Decision.Accepted;
import io.anteroom.domain.room.Decision.Rejected;
import io.anteroom.domain.room.RoomEvent.RoomConfigured;
import io.anteroom.domain.room.RoomEvent.RoomReset;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.room.RoomEvent.SessionUpdated;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.room.RoomEvent.TokenGenerated;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.ValidityPeriod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The aggregate that decides everything about one room.
 *
 * <p>{@link #decide} reads the state and changes nothing. {@link #apply} changes the state by one
 * event, cannot be refused, and is the same code for a live room, a replay and an audit:
 *
 * <pre>
 *   command --decide--> events --apply--> state
 * </pre>
 */
public final class WaitingRoom {

  private final EventId eventId;
  private final RoomState state;

  /** A room over its state; costs nothing, so make one for each command. */
  public WaitingRoom(EventId eventId, RoomState state) {
    this.eventId = eventId;
    this.state = state;
  }

  /**
   * Decides a command.
   *
   * @param now what the clock says. A decision is dated with the room's own time where that is
   *     later, so that it never runs back; a token always with the clock, since others will hold it
   *     against theirs
   * @throws IllegalArgumentException if the command is for another room
   */
  public Decision decide(Command command, Instant now) {
    if (!command.eventId().equals(eventId)) {
      throw new IllegalArgumentException(
          "command for room " + command.eventId() + " sent to " + eventId);
    }
    Instant millis = now.truncatedTo(ChronoUnit.MILLIS);
    return state
        .room()
        .map(room -> decide(room, command, millis))
        .orElseGet(() -> decideWithoutRoom(command, millis));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private Decision decideWithoutRoom(Command command, Instant now) {
    return switch (command) {
      case ConfigureRoom configure ->
          new Accepted(
              List.of(
                  new RecordedEvent(
                      eventId,
                      Generation.FIRST,
                      Sequence.NONE.next(),
                      now,
                      new RoomConfigured(configure.settings()))),
              new Outcome.Done());
      case NumberSpan _, IncrementServingCounter _, IssueToken _, UpdateSession _, Reset _ ->
          new Rejected(new Rejection.UnknownRoom());
    };
  }

  private Decision decide(Room room, Command command, Instant clock) {
    Instant now = later(room.decidedAt(), clock);
    return switch (command) {
      case NumberSpan(var span) -> number(room, span, now);
      case ConfigureRoom(_, var settings) -> configure(room, settings, now);
      case IncrementServingCounter(_, var by) -> increment(room, by, now);
      case IssueToken issue -> issue(room, issue, now, clock);
      case UpdateSession update -> update(room, update, now);
      case Reset(_, var ends) -> reset(room, ends, now);
    };
  }

  /** Numbers what is new in the span: a part that was numbered before, or is former, is cut off. */
  private static Decision number(Room room, JoinSpan span, Instant now) {
    OffsetRange range = span.range();
    long from = Math.max(range.from(), room.numberedTo().of(range.partition()));
    if (from > range.to()) {
      return new Rejected(new Rejection.SpanAlreadyNumbered());
    }
    QueueNumber first = new QueueNumber(Math.addExact(room.queueCounter(), 1));
    OffsetRange fresh = new OffsetRange(range.partition(), from, range.to());
    NumberedSpan numbered = new NumberedSpan(fresh, first, span.lastJoinedAt());
    return accepted(room, now, new SpanNumbered(numbered), new Outcome.Done());
  }

  private static Decision configure(Room room, RoomSettings settings, Instant now) {
    return settings.equals(room.settings())
        ? new Accepted(List.of(), new Outcome.Done())
        : accepted(room, now, new RoomConfigured(settings), new Outcome.Done());
  }

  private static Decision increment(Room room, long by, Instant now) {
    ServingCounter previous = room.servingCounter();
    Optional<ServingCounter> moved = previous.movedBy(by);
    if (moved.isEmpty()) {
      return new Rejected(new Rejection.CounterOutOfRange(previous, by));
    }
    ServingCounter current = moved.get();
    Outcome outcome = new Outcome.CounterAt(current);
    return by == 0
        ? new Accepted(List.of(), outcome)
        : accepted(room, now, new ServingCounterMoved(previous, current, Cause.ADMIN), outcome);
  }

  private Decision issue(Room room, IssueToken command, Instant now, Instant clock) {
    Place place = command.place();
    if (room.isFormer(place)) {
      return new Rejected(new Rejection.UnknownRequest());
    }
    Optional<IssuedToken> known = state.token(room.generation(), place);
    if (known.isPresent()) {
      return known.get().status() == SessionStatus.ACTIVE
          ? new Accepted(List.of(), new Outcome.TokenHas(known.get().claims()))
          : new Rejected(new Rejection.SessionClosed());
    }
    Optional<NumberedSpan> span = state.spanHolding(room.generation(), place);
    if (span.isEmpty()) {
      return new Rejected(
          room.numberedTo().isPast(place)
              ? new Rejection.UnknownRequest()
              : new Rejection.NotNumberedYet());
    }
    QueueNumber number = span.get().numberOf(place);
    if (!room.servingCounter().serves(number)) {
      return new Rejected(new Rejection.NotServedYet(number, room.servingCounter()));
    }
    TokenClaims claims = claims(room, command, number, clock);
    return accepted(room, now, new TokenGenerated(place, claims), new Outcome.TokenHas(claims));
  }

  private static TokenClaims claims(
      Room room, IssueToken command, QueueNumber number, Instant clock) {
    ValidityPeriod validity = command.validityPeriod().orElse(room.settings().validityPeriod());
    Instant issuedAt = clock.truncatedTo(ChronoUnit.SECONDS);
    return new TokenClaims(
        room.eventId(),
        command.requestId(),
        number,
        issuedAt,
        issuedAt.plus(validity.toDuration()),
        command.issuer().orElse(room.settings().issuer()),
        command.keyId(),
        command.tokenId());
  }

  private Decision update(Room room, UpdateSession command, Instant now) {
    Optional<IssuedToken> token =
        room.isFormer(command.place())
            ? Optional.empty()
            : state.token(room.generation(), command.place());
    if (token.isEmpty()) {
      return new Rejected(new Rejection.NoToken());
    }
    if (token.get().status() != SessionStatus.ACTIVE) {
      return new Rejected(new Rejection.SessionAlreadySet());
    }
    RoomEvent event = new SessionUpdated(command.place(), command.requestId(), command.status());
    return accepted(room, now, event, new Outcome.Done());
  }

  private static Decision reset(Room room, PartitionOffsets ends, Instant now) {
    Generation next = room.generation().next();
    RecordedEvent event =
        new RecordedEvent(
            room.eventId(),
            next,
            room.sequence().next(),
            now,
            new RoomReset(room.numberedTo().max(ends)));
    return new Accepted(List.of(event), new Outcome.GenerationIs(next));
  }

  private static Accepted accepted(Room room, Instant now, RoomEvent event, Outcome outcome) {
    RecordedEvent recorded =
        new RecordedEvent(room.eventId(), room.generation(), room.sequence().next(), now, event);
    return new Accepted(List.of(recorded), outcome);
  }

  /**
   * Changes the state by one event.
   *
   * @throws BrokenHistoryException if the event does not follow on this state: the log is broken or
   *     was read twice
   */
  public void apply(RecordedEvent recorded) {
    Room room = Room.after(state.room(), recorded);
    switch (recorded.event()) {
      case SpanNumbered(var span) -> state.put(room.generation(), merged(room, span));
      case TokenGenerated(var place, var claims) ->
          state.put(room.generation(), new IssuedToken(place, claims, SessionStatus.ACTIVE));
      case SessionUpdated(var place, _, var status) ->
          state.put(room.generation(), tokenOf(room, place).with(status));
      case RoomConfigured _, ServingCounterMoved _, RoomReset _ -> {}
    }
    state.put(room);
  }

  /** The span, grown onto the one before it where they touch. */
  private NumberedSpan merged(Room room, NumberedSpan span) {
    OffsetRange range = span.range();
    if (range.from() == 0) {
      return span;
    }
    return state
        .spanHolding(room.generation(), new Place(range.partition(), range.from() - 1))
        .flatMap(before -> before.mergedWith(span))
        .orElse(span);
  }

  private IssuedToken tokenOf(Room room, Place place) {
    return state
        .token(room.generation(), place)
        .orElseThrow(() -> new BrokenHistoryException("session of " + place + " has no token"));
  }
}
