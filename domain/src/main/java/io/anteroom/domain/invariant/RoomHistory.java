package io.anteroom.domain.invariant;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomEvent;
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
import io.anteroom.domain.room.RoomMetrics;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.SessionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Watches the events of one room go by and says which {@link Invariant} they break.
 *
 * <p>It keeps its own account and shares no line with {@code WaitingRoom}, so that a mistake there
 * is not made again here. Memory grows with spans and tokens, not with waiting people.
 */
public final class RoomHistory {

  private final List<Breach> breaches = new ArrayList<>();
  private final NavigableMap<Place, NumberedSpan> spans = new TreeMap<>();
  private final SessionBook sessions = new SessionBook(this::report);
  private final ExpiryWatch expiry = new ExpiryWatch(spans, sessions, this::report);
  private final Map<Integer, Long> floors = new HashMap<>();
  private final Map<Integer, Long> starts = new HashMap<>();
  private long lastSequence;
  private Instant lastDecision = Instant.MIN;
  private Generation generation = Generation.FIRST;
  private long lastNumber;
  private long serving;
  private long lastMove;
  private long handedOn;
  private boolean retired;
  private boolean reborn;

  /**
   * Takes the next event.
   *
   * @return the rules that it breaks; empty if all is well
   */
  public List<Breach> observe(RecordedEvent recorded) {
    breaches.clear();
    expect(
        recorded.sequence().value() == lastSequence + 1,
        Invariant.EVENTS_FOLLOW,
        "event " + recorded.sequence() + " stands behind event " + lastSequence);
    expect(
        !recorded.decidedAt().isBefore(lastDecision),
        Invariant.TIME_NEVER_RUNS_BACK,
        recorded.decidedAt() + " stands behind " + lastDecision);
    lastSequence = recorded.sequence().value();
    lastDecision = recorded.decidedAt();
    if (!(recorded.event() instanceof RoomReset)) {
      expect(
          recorded.generation().equals(generation),
          Invariant.GENERATIONS_SUCCEED,
          "an event of generation " + recorded.generation() + " in generation " + generation);
    }
    expect(
        !retired || isForRetired(recorded.event()),
        Invariant.RETIRED_ROOMS_REST,
        "event " + recorded.sequence() + " in a retired room");
    take(recorded);
    return List.copyOf(breaches);
  }

  /**
   * Late joins get their numbers in a retired room. It comes back by a reset and, next, the
   * settings it is made with.
   */
  private boolean isForRetired(RoomEvent event) {
    return reborn
        ? event instanceof RoomConfigured
        : event instanceof RoomReset || event instanceof SpanNumbered;
  }

  private void take(RecordedEvent recorded) {
    switch (recorded.event()) {
      case SpanNumbered(var span) -> number(span);
      case ServingCounterMoved moved -> move(moved, recorded.decidedAt());
      case PlacesHandedOn(var count) -> handedOn += count;
      case SettledPlacesCounted _ -> {
        // Told by the spans and tokens themselves, see compare.
      }
      case TokenGenerated token -> token(token, recorded.decidedAt());
      case SessionUpdated updated -> sessions.close(updated);
      case RoomReset reset -> reset(reset, recorded.generation());
      case RoomConfigured(var settings) -> {
        expiry.configure(settings);
        retired = false;
        reborn = false;
      }
      case PositionsExpired expired -> expiry.expire(expired, serving, recorded.decidedAt());
      case MetricsReported(var metrics) -> compare(metrics, recorded.decidedAt());
      case RoomRetired _ -> retired = true;
    }
  }

  private void number(NumberedSpan span) {
    OffsetRange range = span.range();
    expect(
        span.firstNumber().value() == lastNumber + 1,
        Invariant.QUEUE_NUMBERS_ARE_DENSE,
        "span " + range + " starts at number " + span.firstNumber() + " behind " + lastNumber);
    long floor = floors.getOrDefault(range.partition(), 0L);
    expect(
        range.from() >= floor,
        Invariant.PLACES_ARE_NUMBERED_ONCE,
        "span " + range + " starts below offset " + floor);
    floors.put(range.partition(), range.to() + 1);
    lastNumber = span.lastNumber().value();
    spans.put(new Place(range.partition(), range.from()), span);
  }

  private void move(ServingCounterMoved moved, Instant at) {
    expect(
        moved.previous().value() == serving,
        Invariant.SERVING_MOVES_CHAIN,
        "a move from " + moved.previous() + " while the counter is at " + serving);
    serving = moved.current().value();
    lastMove = lastSequence;
    expiry.move(moved, at);
    handedOn += moved.cause() == Cause.EXPIRY ? moved.by() : 0;
  }

  private void token(TokenGenerated token, Instant at) {
    long position = token.claims().queuePosition().value();
    expect(
        position <= serving,
        Invariant.NO_TOKEN_ABOVE_SERVING,
        "token of number " + position + " while the counter is at " + serving);
    Optional<NumberedSpan> span =
        Optional.ofNullable(spans.floorEntry(token.place()))
            .map(Map.Entry::getValue)
            .filter(found -> found.range().holds(token.place()));
    expect(
        span.filter(found -> found.numberOf(token.place()).value() == position).isPresent(),
        Invariant.TOKEN_HAS_ITS_NUMBER,
        "token of place " + token.place() + " says number " + position);
    expiry.token(token.place(), span, at);
    sessions.open(token);
  }

  private void compare(RoomMetrics metrics, Instant at) {
    equal(metrics.activeTokens(), sessions.active(at), "reported active tokens");
    equal(metrics.totalTokens(), sessions.tokens(), "reported tokens");
    equal(metrics.queueCounter(), lastNumber, "reported queue counter");
    equal(metrics.servingCounter().value(), serving, "reported serving counter");
    equal(
        metrics.completedSessions(),
        sessions.count(SessionStatus.COMPLETED),
        "reported completed sessions");
    equal(
        metrics.abandonedSessions(),
        sessions.count(SessionStatus.ABANDONED),
        "reported abandoned sessions");
    equal(metrics.expiredPositions(), expiry.expired(), "reported expired positions");
    equal(metrics.waiting(), waiting(), "reported waiting");
  }

  private long waiting() {
    return lastNumber - sessions.tokens() - expiry.expired();
  }

  /** Numbers above the counter that have a token or expired; none where it never was higher. */
  private long settledAbove() {
    return serving >= expiry.highestServed()
        ? 0
        : spans.values().stream().mapToLong(this::settledAbove).sum();
  }

  private long settledAbove(NumberedSpan span) {
    OffsetRange range = span.range();
    long below = Math.max(0, serving - span.firstNumber().value() + 1);
    if (below > range.to() - range.from()) {
      return 0;
    }
    long from = range.from() + below;
    long judged = Math.clamp(expiry.judgedTo(range.partition()), from, range.to() + 1);
    return judged > range.to()
        ? range.to() + 1 - from
        : judged - from + sessions.tokens(range.partition(), judged, range.to() + 1);
  }

  private void reset(RoomReset reset, Generation next) {
    expect(
        next.value() == generation.value() + 1,
        Invariant.GENERATIONS_SUCCEED,
        "generation " + next + " stands behind " + generation);
    floors.forEach((partition, floor) ->
        expect(
            reset.starts().of(partition) >= floor,
            Invariant.GENERATIONS_SUCCEED,
            "partition " + partition + " starts again below offset " + floor));
    floors.putAll(reset.starts().byPartition());
    starts.putAll(reset.starts().byPartition());
    generation = next;
    lastNumber = 0;
    serving = 0;
    lastMove = lastSequence;
    handedOn = 0;
    spans.clear();
    sessions.restart();
    reborn = retired;
    expiry.restart(reset.starts().byPartition());
  }

  /** Compares the counters of a room with what its events said up to now. */
  public List<Breach> compare(Room room) {
    breaches.clear();
    equal(room.queueCounter(), lastNumber, "queue counter");
    equal(room.servingCounter().value(), serving, "serving counter");
    equal(room.tokenCounter(), sessions.tokens(), "token counter");
    equal(room.completedSessions(), sessions.count(SessionStatus.COMPLETED), "completed sessions");
    equal(room.abandonedSessions(), sessions.count(SessionStatus.ABANDONED), "abandoned sessions");
    equal(room.generation().value(), generation.value(), "generation");
    equal(room.sequence().value(), lastSequence, "sequence");
    equal(room.expiry().expired(), expiry.expired(), "expired positions");
    equal(room.expiry().owed(), expiry.owed(), "moves owed");
    equal(room.expiry().highestServed().value(), expiry.highestServed(), "highest serving counter");
    equal(room.waiting(), waiting(), "waiting");
    equal(room.turns().point().version(), lastMove, "serving version");
    equal(room.turns().handedOn(), handedOn, "places handed on");
    expect(
        room.turns().settledAbove() >= settledAbove(),
        Invariant.NOBODY_WHO_MAY_COME_IS_OVERLOOKED,
        "settled places above the counter are %d, the events say %d"
            .formatted(room.turns().settledAbove(), settledAbove()));
    expect(
        room.retired() == retired,
        Invariant.COUNTERS_EQUAL_EVENTS,
        "retired is " + room.retired() + ", the events say " + retired);
    floors.forEach((partition, floor) -> {
      equal(room.numberedTo().of(partition), floor, "end of numbers in " + partition);
      equal(
          room.expiry().judgedTo().of(partition),
          expiry.judgedTo(partition),
          "end of judged in " + partition);
    });
    starts.forEach((partition, start) ->
        equal(room.starts().of(partition), start, "start of generation in " + partition));
    return List.copyOf(breaches);
  }

  private void equal(long actual, long expected, String what) {
    expect(
        actual == expected,
        Invariant.COUNTERS_EQUAL_EVENTS,
        what + " is " + actual + ", the events say " + expected);
  }

  /** Numbered places of the present generation, merged or not, in the order of places. */
  public List<NumberedSpan> spans() {
    return List.copyOf(spans.values());
  }

  private void expect(boolean holds, Invariant invariant, String detail) {
    if (!holds) {
      report(invariant, detail);
    }
  }

  private void report(Invariant broken, String detail) {
    breaches.add(new Breach(broken, detail));
  }
}
