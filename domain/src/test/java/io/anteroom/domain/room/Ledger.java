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
import io.anteroom.domain.room.RoomEvent.PositionsExpired;
import io.anteroom.domain.room.RoomEvent.RoomConfigured;
import io.anteroom.domain.room.RoomEvent.RoomReset;
import io.anteroom.domain.room.RoomEvent.RoomRetired;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.room.RoomEvent.SessionUpdated;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.room.RoomEvent.TokenGenerated;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.TokenClaims;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A slow and simple account of one room, a line for each person, that says what must become of a
 * command. It is the model that simulations hold the real room against.
 */
final class Ledger {

  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private boolean made;
  private int generation = 1;
  private long serving;
  private final Map<Place, Long> numbers = new HashMap<>();
  private final Map<Place, TokenClaims> claims = new HashMap<>();
  private final Set<Place> closed = new HashSet<>();
  private final Map<Integer, Long> starts = new HashMap<>();
  private final Map<Integer, Long> ends = new HashMap<>();

  /** Holds a decision against this account; to be called before its events are taken. */
  void judge(Command command, Decision decision) {
    assertThat(Optional.of(decision).filter(Rejected.class::isInstance))
        .as("rejection of %s", command)
        .isEqualTo(rejection(command).map(Rejected::new));
    if (decision instanceof Accepted(var events, var outcome)) {
      switch (command) {
        case NumberSpan(var span) ->
            assertThat(((SpanNumbered) events.getFirst().event()).span().range())
                .isEqualTo(fresh(span.range()));
        case IncrementServingCounter(_, var by, _) ->
            assertThat(outcome).isEqualTo(new Outcome.CounterAt(new ServingCounter(serving + by)));
        case IssueToken issue -> judge(issue, ((Outcome.TokenHas) outcome).claims());
        case Reset(_, var asked) -> {
          assertThat(outcome).isEqualTo(new Outcome.GenerationIs(new Generation(generation + 1)));
          judge(asked, ((RoomReset) events.getFirst().event()).starts());
        }
        case UpdateSession _, RetireRoom _, Tick _ ->
            assertThat(outcome).isEqualTo(new Outcome.Done());
        case ConfigureRoom _ -> assertThat(outcome).isInstanceOf(Outcome.RoomIs.class);
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

  private Optional<Rejection> rejection(Command command) {
    if (!made) {
      return command instanceof ConfigureRoom
          ? Optional.empty()
          : Optional.of(new Rejection.UnknownRoom());
    }
    return switch (command) {
      case NumberSpan(var span) ->
          fresh(span.range()) == null
              ? Optional.of(new Rejection.SpanAlreadyNumbered())
              : Optional.empty();
      case IncrementServingCounter(_, var by, _) -> {
        BigInteger moved = BigInteger.valueOf(serving).add(BigInteger.valueOf(by));
        yield moved.signum() < 0 || moved.compareTo(MAX) > 0
            ? Optional.of(new Rejection.CounterOutOfRange(new ServingCounter(serving), by))
            : Optional.empty();
      }
      case IssueToken issue -> Optional.ofNullable(refusal(issue.place()));
      case UpdateSession update -> {
        if (!claims.containsKey(update.place())) {
          yield Optional.of(new Rejection.NoToken());
        }
        yield closed.contains(update.place())
            ? Optional.of(new Rejection.SessionAlreadySet())
            : Optional.empty();
      }
      case ConfigureRoom _, Reset _, RetireRoom _, Tick _ -> Optional.empty();
    };
  }

  private Rejection refusal(Place place) {
    if (closed.contains(place)) {
      return new Rejection.SessionClosed();
    }
    if (claims.containsKey(place)) {
      return null;
    }
    Long number = numbers.get(place);
    if (number == null) {
      return place.offset() < end(place.partition())
          ? new Rejection.UnknownRequest()
          : new Rejection.NotNumberedYet();
    }
    return number > serving
        ? new Rejection.NotServedYet(new QueueNumber(number), new ServingCounter(serving))
        : null;
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
  void take(RoomEvent event) {
    switch (event) {
      case SpanNumbered(var span) -> {
        OffsetRange range = span.range();
        for (long offset = range.from(); offset <= range.to(); offset++) {
          long number = numbers.size() + 1L;
          Place place = new Place(range.partition(), offset);
          assertThat(span.numberOf(place).value()).isEqualTo(number);
          assertThat(numbers.put(place, number)).as("number of %s before", place).isNull();
        }
        ends.put(range.partition(), range.to() + 1);
      }
      case ServingCounterMoved moved -> serving = moved.current().value();
      case TokenGenerated token -> claims.put(token.place(), token.claims());
      case SessionUpdated updated -> closed.add(updated.place());
      case RoomConfigured _ -> made = true;
      case RoomRetired _ -> made = false;
      case PositionsExpired _, MetricsReported _ -> {}
      case RoomReset(var from) -> {
        generation++;
        serving = 0;
        numbers.clear();
        claims.clear();
        closed.clear();
        starts.putAll(from.byPartition());
        ends.putAll(from.byPartition());
      }
    }
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
