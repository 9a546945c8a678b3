package io.anteroom.domain.room;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.TokenClaims;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A slow and simple account of one room, a line for each person, that says what must become of a
 * command. It is the model that simulations hold the real room against.
 */
final class Ledger {

  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final String MOVE =
      "(SettledPlacesCounted )?ServingCounterMoved( SettledPlacesCounted)?";
  private static final Optional<Rejection> ACCEPTED = Optional.empty();

  private boolean made;
  private int generation;
  private RoomSettings settings = RoomSettings.defaults(new Issuer("nobody"));
  private Instant decidedAt = Instant.MIN;
  private Instant time = Instant.MIN;
  private Instant reportedAt = Instant.EPOCH;
  private long serving;
  private long servingBefore;
  private long servingVersion;
  private final NavigableMap<Place, Long> numbers = new TreeMap<>();
  private final Map<Place, TokenClaims> claims = new HashMap<>();
  private final Set<Place> closed = new HashSet<>();
  private final Map<Integer, Long> starts = new HashMap<>();
  private final Map<Integer, Long> ends = new HashMap<>();
  private final ExpiryLedger expiry = new ExpiryLedger(numbers, claims.keySet());

  /** Holds a decision against this account; to be called before its events are taken. */
  void judge(Command command, Decision decision, Instant clock) {
    Instant now = clock.truncatedTo(ChronoUnit.MILLIS);
    time = now.isAfter(decidedAt) ? now : decidedAt;
    servingBefore = serving;
    Optional<Rejection> rejection =
        decision instanceof Rejected(var reason) ? Optional.of(reason) : ACCEPTED;
    assertThat(answers(command)).as("answers to %s", command).contains(rejection);
    if (decision instanceof Accepted(var events, var outcome)) {
      assertThat(kinds(events)).as("events of %s", command).matches(kinds(command));
      judge(command, events, outcome);
    }
  }

  private static String kinds(List<RecordedEvent> events) {
    return events.stream()
        .map(event -> event.event().getClass().getSimpleName())
        .collect(Collectors.joining(" "));
  }

  /** What is decided by a command that is accepted. */
  private String kinds(Command command) {
    return switch (command) {
      case NumberSpan _ -> "SpanNumbered";
      case IncrementServingCounter increment ->
          increment.by() == 0 ? "" : (increment.handedOn() == 0 ? "" : "PlacesHandedOn ") + MOVE;
      case IssueToken issue -> claims.containsKey(issue.place()) ? "" : "TokenGenerated";
      case UpdateSession _ -> "SessionUpdated";
      case Reset _ -> "RoomReset";
      case RetireRoom _ -> "RoomRetired";
      case Tick _ -> "(PositionsExpired)? ?(" + MOVE + ")? ?(MetricsReported)?";
      case ConfigureRoom configure -> {
        if (!made) {
          yield generation == 0 ? "RoomConfigured" : "RoomReset RoomConfigured";
        }
        yield configure.change().appliedTo(settings).equals(settings)
            ? ""
            : "(PositionsExpired )?RoomConfigured";
      }
    };
  }

  private void judge(Command command, List<RecordedEvent> events, Outcome outcome) {
    switch (command) {
      case NumberSpan(var span) ->
          assertThat(((SpanNumbered) events.getFirst().event()).span().range())
              .isEqualTo(fresh(span.range()));
      case IncrementServingCounter(_, var by, _, _, _) ->
          assertThat(outcome).isEqualTo(new Outcome.CounterAt(new ServingCounter(serving + by)));
      case IssueToken issue -> judge(issue, ((Outcome.TokenHas) outcome).claims());
      case Reset(_, var asked) -> {
        assertThat(outcome).isEqualTo(new Outcome.GenerationIs(new Generation(generation + 1)));
        judge(asked, ((RoomReset) events.getFirst().event()).starts());
      }
      case UpdateSession _, RetireRoom _, Tick _ ->
          assertThat(outcome).isEqualTo(new Outcome.Done());
      case ConfigureRoom configure -> {
        RoomSettings before = made ? settings : RoomSettings.defaults(configure.issuerWhenMade());
        Outcome.RoomIs is = (Outcome.RoomIs) outcome;
        assertThat(is.made()).isEqualTo(!made);
        assertThat(is.room().settings()).isEqualTo(configure.change().appliedTo(before));
        if (!events.isEmpty() && events.getFirst().event() instanceof RoomReset(var decided)) {
          judge(configure.ends(), decided);
        }
      }
    }
  }

  private void judge(IssueToken issue, TokenClaims answered) {
    TokenClaims first = claims.get(issue.place());
    if (first != null) {
      assertThat(answered).as("a repeat").isEqualTo(first);
    } else {
      assertThat(answered.queuePosition().value()).isEqualTo(numbers.get(issue.place()));
      assertThat(answered.subject()).isEqualTo(issue.requestId());
      assertThat(answered.audience()).isEqualTo(issue.eventId());
      assertThat(answered.keyId()).isEqualTo(issue.keyId());
      assertThat(answered.tokenId()).isEqualTo(issue.tokenId());
    }
  }

  /** Everybody who joined before the reset was asked for, or has a number, is left behind. */
  private void judge(PartitionOffsets asked, PartitionOffsets decided) {
    Map<Integer, Long> expected = new HashMap<>(ends);
    asked.byPartition().forEach((partition, end) -> expected.merge(partition, end, Math::max));
    assertThat(decided.byPartition()).isEqualTo(expected);
  }

  /** The rejection that is right, or none; both where that hangs on what the room has merged. */
  private Set<Optional<Rejection>> answers(Command command) {
    boolean late = generation > 0 && command instanceof NumberSpan;
    if (!made && !late) {
      return Set.of(
          command instanceof ConfigureRoom ? ACCEPTED : Optional.of(new Rejection.UnknownRoom()));
    }
    return switch (command) {
      case NumberSpan(var span) ->
          Set.of(
              fresh(span.range()) == null
                  ? Optional.of(new Rejection.SpanAlreadyNumbered())
                  : ACCEPTED);
      case IncrementServingCounter increment -> Set.of(rejection(increment));
      case IssueToken issue -> answers(issue.place());
      case UpdateSession update -> Set.of(rejection(update));
      case ConfigureRoom _, Reset _, RetireRoom _, Tick _ -> Set.of(ACCEPTED);
    };
  }

  private Optional<Rejection> rejection(IncrementServingCounter increment) {
    ServingPoint here = new ServingPoint(servingVersion);
    boolean neverMoved = servingVersion == 0;
    if (!neverMoved && increment.from().isPresent() && !increment.from().get().equals(here)) {
      return Optional.of(new Rejection.ServingMoved(here));
    }
    BigInteger moved = BigInteger.valueOf(serving).add(BigInteger.valueOf(increment.by()));
    if (moved.signum() < 0 || moved.compareTo(MAX) > 0) {
      return Optional.of(
          new Rejection.CounterOutOfRange(new ServingCounter(serving), increment.by()));
    }
    return settings.paused() && increment.by() != 0
        ? Optional.of(new Rejection.RoomPaused())
        : ACCEPTED;
  }

  private Optional<Rejection> rejection(UpdateSession update) {
    if (!claims.containsKey(update.place())) {
      return Optional.of(new Rejection.NoToken());
    }
    return closed.contains(update.place())
        ? Optional.of(new Rejection.SessionAlreadySet())
        : ACCEPTED;
  }

  private Set<Optional<Rejection>> answers(Place place) {
    if (closed.contains(place)) {
      return Set.of(Optional.of(new Rejection.SessionClosed()));
    }
    if (claims.containsKey(place)) {
      return Set.of(ACCEPTED);
    }
    Long number = numbers.get(place);
    if (number == null) {
      return Set.of(
          Optional.of(
              place.offset() < end(place.partition())
                  ? new Rejection.UnknownRequest()
                  : new Rejection.NotNumberedYet()));
    }
    if (number > serving) {
      return Set.of(
          Optional.of(
              new Rejection.NotServedYet(new QueueNumber(number), new ServingCounter(serving))));
    }
    Optional<Rejection> expired = Optional.of(new Rejection.PositionExpired());
    return switch (expiry.time(place, settings, time)) {
      case LEFT -> Set.of(ACCEPTED);
      case PERHAPS_UP -> Set.of(ACCEPTED, expired);
      case UP -> Set.of(expired);
    };
  }

  /** What of a range has no number and belongs to this generation, or null. */
  private OffsetRange fresh(OffsetRange range) {
    long from = Math.max(range.from(), end(range.partition()));
    return from > range.to() ? null : new OffsetRange(range.partition(), from, range.to());
  }

  private long end(int partition) {
    return ends.getOrDefault(partition, 0L);
  }

  /** Writes an event down. */
  void take(RecordedEvent recorded) {
    Instant now = recorded.decidedAt();
    assertThat(now).isEqualTo(time);
    decidedAt = now;
    switch (recorded.event()) {
      case SpanNumbered(var span) -> {
        OffsetRange range = span.range();
        for (long offset = range.from(); offset <= range.to(); offset++) {
          long number = numbers.size() + 1L;
          Place place = new Place(range.partition(), offset);
          assertThat(span.numberOf(place).value()).isEqualTo(number);
          assertThat(numbers.put(place, number)).as("number of %s before", place).isNull();
          expiry.join(place, span.joinedAt());
        }
        ends.put(range.partition(), range.to() + 1);
      }
      case ServingCounterMoved moved -> {
        assertThat(settings.paused()).as("paused").isFalse();
        expiry.move(moved, now);
        servingVersion = recorded.sequence().value();
        serving = moved.current().value();
      }
      case PlacesHandedOn _, SettledPlacesCounted _ -> {
        // Held against the lines themselves once the decision is written down.
      }
      case TokenGenerated token -> claims.put(token.place(), token.claims());
      case SessionUpdated updated -> closed.add(updated.place());
      case PositionsExpired expired -> expiry.expire(expired, serving, settings, now);
      case MetricsReported _ -> {
        assertThat(minuteOf(now)).as("minute of a report").isAfter(minuteOf(reportedAt));
        reportedAt = now;
      }
      case RoomConfigured configured -> configure(configured.settings());
      case RoomRetired _ -> made = false;
      case RoomReset(var from) -> {
        generation++;
        serving = 0;
        servingVersion = recorded.sequence().value();
        numbers.clear();
        claims.clear();
        closed.clear();
        starts.putAll(from.byPartition());
        ends.putAll(from.byPartition());
        expiry.restart(from);
      }
    }
  }

  /** What is due is settled by the settings that held until now. */
  private void configure(RoomSettings next) {
    if (made && changesExpiry(next)) {
      expiry.assertNobodyIsOverdue(serving, settings, time);
    }
    made = true;
    generation = Math.max(generation, 1);
    settings = next;
    expiry.configure(next);
  }

  private boolean changesExpiry(RoomSettings next) {
    return !next.positionExpiry().equals(settings.positionExpiry())
        || next.autoIncrement() != settings.autoIncrement();
  }

  /**
   * After a tick there is nothing left that time has brought about. Whom the tick itself has served
   * again, after the counter went back, the next one looks at.
   */
  void assertNothingIsDue() {
    expiry.assertNobodyIsOverdue(servingBefore, settings, time);
    assertThat(expiry.owed() == 0 || settings.paused() || serving == Long.MAX_VALUE)
        .as("all turns have passed")
        .isTrue();
    assertThat(!settings.metrics() || minuteOf(reportedAt).equals(minuteOf(time)))
        .as("the figures of this minute are reported")
        .isTrue();
  }

  private static Instant minuteOf(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MINUTES);
  }

  /** How many have a number, no token, and time that is not up. */
  long waiting() {
    return (long) numbers.size() - claims.size() - expiry.expired();
  }

  /** How many may still come: the served who have neither token nor expired, and turns owed. */
  long claimable() {
    long taken =
        numbers.entrySet().stream()
            .filter(line -> line.getValue() <= serving)
            .filter(line -> claims.containsKey(line.getKey()) || expiry.hasExpired(line.getKey()))
            .count();
    return Math.min(Long.MAX_VALUE - expiry.owed(), serving - taken) + expiry.owed();
  }

  /** Where this generation starts in a partition. */
  long start(int partition) {
    return starts.getOrDefault(partition, 0L);
  }

  /** How many people have a number. */
  int numbered() {
    return numbers.size();
  }
}
