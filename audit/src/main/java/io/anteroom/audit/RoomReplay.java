package io.anteroom.audit;

import io.anteroom.domain.invariant.Breach;
import io.anteroom.domain.invariant.Invariant;
import io.anteroom.domain.invariant.RoomHistory;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Room;
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
import io.anteroom.domain.room.RoomState;
import io.anteroom.domain.room.WaitingRoom;
import io.anteroom.domain.ticket.EventId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Replays one room as the live one was played, and watches it with a {@link RoomHistory}. */
final class RoomReplay {

  /** Often enough to say about where it went wrong, seldom enough to cost nothing. */
  private static final long EVENTS_BETWEEN_COMPARISONS = 1_000;

  private final EventId eventId;
  private final int partition;
  private final Supplier<RoomState> states;
  private final RoomHistory history = new RoomHistory();
  private final Coverage coverage = new Coverage();
  private final List<GenerationTotals> generations = new ArrayList<>();
  private RoomState state;
  private long eventsSinceComparison;

  RoomReplay(EventId eventId, int partition, Supplier<RoomState> states) {
    this.eventId = eventId;
    this.partition = partition;
    this.states = states;
    this.state = states.get();
    generations.add(new GenerationTotals(Generation.FIRST));
  }

  /** Takes the next event; says which rule it breaks. After a breach the replay is over. */
  Optional<Breach> take(RecordedEvent recorded) {
    try {
      boolean generationEnds = recorded.event() instanceof RoomReset && state.room().isPresent();
      return (generationEnds ? compare() : Optional.<Breach>empty())
          .or(() -> first(history.observe(recorded)))
          .or(() -> apply(recorded));
    } catch (IllegalStateException e) {
      return Optional.of(new Breach(Invariant.EVENTS_FOLLOW, "" + e.getMessage()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.of(new Breach(Invariant.EVERY_RECORD_IS_READABLE, "" + e.getMessage()));
    }
  }

  private Optional<Breach> apply(RecordedEvent recorded) {
    Optional<Room> before = state.room();
    new WaitingRoom(eventId, state).apply(recorded);
    Room after = room();
    switch (recorded.event()) {
      case SpanNumbered(var span) -> coverage.number(span.range(), present());
      case RoomReset _ -> before.ifPresent(former -> restart(former, after));
      case RoomConfigured _,
          ServingCounterMoved _,
          PlacesHandedOn _,
          SettledPlacesCounted _,
          TokenGenerated _,
          SessionUpdated _,
          PositionsExpired _,
          MetricsReported _,
          RoomRetired _ -> {}
    }
    present().event(after);
    return compareNowAndThen();
  }

  /** A new generation needs nothing of the former ones, so their tokens need not be kept. */
  private void restart(Room former, Room next) {
    coverage.reset(former.numberedTo(), next.starts(), present());
    generations.add(new GenerationTotals(next.generation()));
    state = states.get();
    state.put(next);
  }

  private Optional<Breach> compareNowAndThen() {
    eventsSinceComparison++;
    return eventsSinceComparison < EVENTS_BETWEEN_COMPARISONS ? Optional.empty() : compare();
  }

  /** Compares the counters of the replayed room with what its events said. */
  Optional<Breach> compare() {
    eventsSinceComparison = 0;
    return first(history.compare(room()));
  }

  private Room room() {
    return state.room().orElseThrow(() -> new IllegalStateException("no event was applied"));
  }

  private static Optional<Breach> first(List<Breach> breaches) {
    return breaches.stream().findFirst();
  }

  private GenerationTotals present() {
    return generations.getLast();
  }

  EventId eventId() {
    return eventId;
  }

  int partition() {
    return partition;
  }

  Coverage coverage() {
    return coverage;
  }

  List<GenerationTotals> generations() {
    return List.copyOf(generations);
  }
}
