package io.anteroom.domain.room;

import io.anteroom.domain.room.Command.ConfigureRoom;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.Command.IssueToken;
import io.anteroom.domain.room.Command.NumberSpan;
import io.anteroom.domain.room.Command.Reset;
import io.anteroom.domain.room.Command.RetireRoom;
import io.anteroom.domain.room.Command.Tick;
import io.anteroom.domain.room.Command.UpdateSession;
import io.anteroom.domain.room.Decision.Accepted;
import io.anteroom.domain.room.Decision.Rejected;
import io.anteroom.domain.room.RoomEvent.MetricsReported;
import io.anteroom.domain.room.RoomEvent.PlacesHandedOn;
import io.anteroom.domain.room.RoomEvent.PositionsExpired;
import io.anteroom.domain.room.RoomEvent.RoomConfigured;
import io.anteroom.domain.room.RoomEvent.RoomReset;
import io.anteroom.domain.room.RoomEvent.RoomRetired;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.room.RoomEvent.SessionUpdated;
import io.anteroom.domain.room.RoomEvent.SettledPlacesCounted;
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
      case ConfigureRoom configure -> make(configure, now);
      case NumberSpan _,
          IncrementServingCounter _,
          IssueToken _,
          UpdateSession _,
          Reset _,
          RetireRoom _,
          Tick _ ->
          new Rejected(new Rejection.UnknownRoom());
    };
  }

  private static Decision make(ConfigureRoom configure, Instant now) {
    RecordedEvent first =
        new RecordedEvent(
            configure.eventId(),
            Generation.FIRST,
            Sequence.NONE.next(),
            now,
            new RoomConfigured(settingsOfNew(configure)));
    EventChain made = EventChain.of(first);
    return made.accepted(new Outcome.RoomIs(made.room(), true));
  }

  private static RoomSettings settingsOfNew(ConfigureRoom configure) {
    return configure.change().appliedTo(RoomSettings.defaults(configure.issuerWhenMade()));
  }

  private Decision decide(Room room, Command command, Instant clock) {
    Instant now = later(room.decidedAt(), clock);
    if (room.retired()) {
      return decideRetired(room, command, now);
    }
    return switch (command) {
      case NumberSpan(var span) -> number(room, span, now);
      case ConfigureRoom configure -> configure(room, configure, now);
      case IncrementServingCounter increment -> increment(room, increment, now);
      case IssueToken issue -> issue(room, issue, now, clock);
      case UpdateSession update -> update(room, update, now);
      case Reset(_, var ends) -> reset(room, ends, now);
      case RetireRoom _ -> accepted(room, now, new RoomRetired(), new Outcome.Done());
      case Tick _ -> tick(room, now);
    };
  }

  /**
   * Nobody knows a retired room, but joins that were on their way still get their numbers in it: so
   * every join belongs to one generation, and a room that is made again starts behind them.
   */
  private static Decision decideRetired(Room room, Command command, Instant now) {
    return switch (command) {
      case ConfigureRoom configure -> makeAgain(room, configure, now);
      case NumberSpan(var span) -> number(room, span, now);
      case IncrementServingCounter _,
          IssueToken _,
          UpdateSession _,
          Reset _,
          RetireRoom _,
          Tick _ ->
          new Rejected(new Rejection.UnknownRoom());
    };
  }

  /** Nobody may see the former generation again, so the new one begins before the room is back. */
  private static Decision makeAgain(Room room, ConfigureRoom configure, Instant now) {
    EventChain made =
        new EventChain(room, now)
            .add(new RoomReset(room.numberedTo().max(configure.ends())))
            .add(new RoomConfigured(settingsOfNew(configure)));
    return made.accepted(new Outcome.RoomIs(made.room(), true));
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

  /** What is due by the old settings is settled first: they held until now. */
  private Decision configure(Room room, ConfigureRoom configure, Instant now) {
    RoomSettings settings = configure.change().appliedTo(room.settings());
    EventChain chain = new EventChain(room, now);
    if (changesExpiry(room.settings(), settings)) {
      ExpirySweep sweep = ExpirySweep.of(room, state, now);
      if (!sweep.isWhole()) {
        return new Rejected(new Rejection.StillCounting());
      }
      sweep.event().ifPresent(chain::add);
    }
    if (!settings.equals(room.settings())) {
      chain.add(new RoomConfigured(settings));
    }
    return chain.accepted(new Outcome.RoomIs(chain.room(), false));
  }

  private static boolean changesExpiry(RoomSettings before, RoomSettings after) {
    return !before.positionExpiry().equals(after.positionExpiry())
        || before.autoIncrement() != after.autoIncrement();
  }

  private Decision increment(Room room, IncrementServingCounter command, Instant now) {
    ServingPoint here = room.turns().point();
    if (command.from().filter(point -> !here.holds(point)).isPresent()) {
      return new Rejected(new Rejection.ServingMoved(here));
    }
    ServingCounter previous = room.servingCounter();
    Optional<ServingCounter> moved = previous.movedBy(command.by());
    if (moved.isEmpty()) {
      return new Rejected(new Rejection.CounterOutOfRange(previous, command.by()));
    }
    if (command.by() == 0) {
      return new Accepted(List.of(), new Outcome.CounterAt(previous));
    }
    if (room.settings().paused()) {
      return new Rejected(new Rejection.RoomPaused());
    }
    EventChain chain = new EventChain(room, now);
    if (command.handedOn() > 0) {
      chain.add(new PlacesHandedOn(command.handedOn()));
    }
    move(chain, moved.get(), command.cause());
    return chain.accepted(new Outcome.CounterAt(moved.get()));
  }

  /** Between two events, too, nobody who may come is overlooked: that gives their order. */
  private void move(EventChain chain, ServingCounter to, Cause cause) {
    Room room = chain.room();
    RoomEvent moved = new ServingCounterMoved(room.servingCounter(), to, cause);
    long before = room.turns().settledAbove();
    long after = SettledPlaces.above(room, state, to);
    if (after > before) {
      chain.add(new SettledPlacesCounted(after)).add(moved);
    } else {
      chain.add(moved);
      if (after < before) {
        chain.add(new SettledPlacesCounted(after));
      }
    }
  }

  private Decision tick(Room room, Instant now) {
    EventChain chain = new EventChain(room, now);
    ExpirySweep sweep = ExpirySweep.of(room, state, now);
    sweep.event().ifPresent(chain::add);
    moveOn(chain);
    if (chain.room().isToReportAt(now)) {
      long active = state.activeTokens(room.generation(), now);
      chain.add(new MetricsReported(RoomMetrics.of(chain.room(), active)));
    }
    return chain.accepted(sweep.isWhole() ? new Outcome.Done() : new Outcome.MoreIsDue());
  }

  /** The turns of expired positions go to those behind: once each, and later while paused. */
  private void moveOn(EventChain chain) {
    Room room = chain.room();
    ServingCounter previous = room.servingCounter();
    long by = Math.min(room.expiry().owed(), Long.MAX_VALUE - previous.value());
    if (!room.settings().paused() && by > 0) {
      move(chain, new ServingCounter(previous.value() + by), Cause.EXPIRY);
    }
  }

  private Decision issue(Room room, IssueToken command, Instant now, Instant clock) {
    Place place = command.place();
    Optional<IssuedToken> known =
        room.isFormer(place) ? Optional.empty() : state.token(room.generation(), place);
    if (known.isPresent()) {
      return known.get().status() == SessionStatus.ACTIVE
          ? new Accepted(List.of(), new Outcome.TokenHas(known.get().claims()))
          : new Rejected(new Rejection.SessionClosed());
    }
    return switch (standing(room, place, now)) {
      case Standing.Unknown _ -> new Rejected(new Rejection.UnknownRequest());
      case Standing.NotNumbered _ -> new Rejected(new Rejection.NotNumberedYet());
      case Standing.Waiting(var number, _) ->
          new Rejected(new Rejection.NotServedYet(number, room.servingCounter()));
      case Standing.Expired _ -> new Rejected(new Rejection.PositionExpired());
      case Standing.Served(var number, _, _) -> {
        TokenClaims claims = claims(room, command, number, clock);
        yield accepted(room, now, new TokenGenerated(place, claims), new Outcome.TokenHas(claims));
      }
    };
  }

  private Standing standing(Room room, Place place, Instant now) {
    Generation generation = room.generation();
    return Standing.of(
        room,
        place,
        state.spanHolding(generation, place),
        number -> state.reached(generation, number),
        now);
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
    EventChain chain = new EventChain(room, now).add(new RoomReset(room.numberedTo().max(ends)));
    return chain.accepted(new Outcome.GenerationIs(chain.room().generation()));
  }

  private static Accepted accepted(Room room, Instant now, RoomEvent event, Outcome outcome) {
    return new EventChain(room, now).add(event).accepted(outcome);
  }

  /**
   * Changes the state by one event.
   *
   * @throws BrokenHistoryException if the event does not follow on this state: the log is broken or
   *     was read twice
   */
  public void apply(RecordedEvent recorded) {
    Optional<Room> before = state.room();
    Room room = Room.after(before, recorded);
    switch (recorded.event()) {
      case ServingCounterMoved moved ->
          before
              .flatMap(former -> reached(former, moved, recorded))
              .ifPresent(line -> state.put(room.generation(), line));
      case SpanNumbered(var span) -> {
        if (!room.retired()) {
          state.put(room.generation(), merged(room, span));
        }
      }
      case TokenGenerated(var place, var claims) ->
          state.put(room.generation(), new IssuedToken(place, claims, SessionStatus.ACTIVE));
      case SessionUpdated(var place, _, var status) ->
          state.put(room.generation(), tokenOf(room, place).with(status));
      case RoomConfigured _,
          PlacesHandedOn _,
          SettledPlacesCounted _,
          RoomReset _,
          PositionsExpired _,
          MetricsReported _,
          RoomRetired _ -> {}
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

  private Optional<Reached> reached(Room before, ServingCounterMoved moved, RecordedEvent event) {
    return Reached.by(
        moved,
        event.decidedAt(),
        before.expiry().highestServed(),
        number -> state.reached(before.generation(), number));
  }

  private IssuedToken tokenOf(Room room, Place place) {
    return state
        .token(room.generation(), place)
        .orElseThrow(() -> new BrokenHistoryException("session of " + place + " has no token"));
  }
}
