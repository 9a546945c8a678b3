package io.anteroom.domain.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.invariant.RoomHistory;
import io.anteroom.domain.room.Command.Tick;
import io.anteroom.domain.room.Decision.Accepted;
import io.anteroom.domain.room.Decision.Rejected;
import io.anteroom.domain.room.RoomEvent.RoomReset;
import io.anteroom.domain.ticket.EventId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads as given(events).when(command).then(events), thenRejected(reason) or thenAnswered(outcome).
 *
 * <p>Whatever the test asks, each run also holds that deciding changed nothing, that the events
 * break no invariant, that a replay of all events equals the live state, and that a room knows when
 * a tick has something to do.
 */
final class RoomScript {

  static final EventId ROOM = new EventId("Sample");
  static final Instant START = Instant.parse("2026-11-20T10:00:00.123Z");

  private final List<RecordedEvent> log = new ArrayList<>();
  private final InMemoryRoomState live = new InMemoryRoomState();
  private final WaitingRoom waitingRoom = new WaitingRoom(ROOM, live);
  private Instant now = START;
  private Decision decision = new Rejected(new Rejection.UnknownRoom());

  /** Events that a second each lie between. */
  static RoomScript given(RoomEvent... events) {
    RoomScript script = new RoomScript();
    for (RoomEvent event : events) {
      Optional<Room> room = script.live.room();
      Generation generation = room.map(Room::generation).orElse(Generation.FIRST);
      script.record(
          new RecordedEvent(
              ROOM,
              event instanceof RoomReset ? generation.next() : generation,
              room.map(Room::sequence).orElse(Sequence.NONE).next(),
              script.now,
              event));
      script.now = script.now.plusSeconds(1);
    }
    return script;
  }

  RoomScript at(Instant time) {
    now = time;
    return this;
  }

  RoomScript when(Command command) {
    boolean mayChange = live.room().filter(room -> room.mayChangeAt(now)).isPresent();
    decision = waitingRoom.decide(command, now);
    if (command instanceof Tick && decision instanceof Accepted(var events, _)) {
      assertThat(mayChange || events.isEmpty()).as("a tick that nobody asks for").isTrue();
    }
    assertThat(live).as("deciding changes nothing").isEqualTo(replayed());
    if (decision instanceof Accepted(var events, _)) {
      events.forEach(this::record);
    }
    assertThat(live).as("ReplayEqualsLive").isEqualTo(replayed());
    assertNoBreach();
    return this;
  }

  RoomScript then(RoomEvent... expected) {
    assertThat(decided()).extracting(RecordedEvent::event).containsExactly(expected);
    return this;
  }

  RoomScript thenNothingHappens() {
    assertThat(decided()).isEmpty();
    return this;
  }

  RoomScript thenAnswered(Outcome expected) {
    assertThat(decision).isInstanceOf(Accepted.class);
    assertThat(((Accepted) decision).outcome()).isEqualTo(expected);
    return this;
  }

  RoomScript thenRejected(Rejection expected) {
    assertThat(decision).isEqualTo(new Rejected(expected));
    return this;
  }

  /** The only event that was decided. */
  RecordedEvent event() {
    assertThat(decided()).hasSize(1);
    return decided().getFirst();
  }

  Room room() {
    return live.room().orElseThrow();
  }

  RoomState state() {
    return live;
  }

  private List<RecordedEvent> decided() {
    assertThat(decision).isInstanceOf(Accepted.class);
    return ((Accepted) decision).events();
  }

  private void record(RecordedEvent event) {
    log.add(event);
    waitingRoom.apply(event);
  }

  private InMemoryRoomState replayed() {
    InMemoryRoomState state = new InMemoryRoomState();
    log.forEach(new WaitingRoom(ROOM, state)::apply);
    return state;
  }

  private void assertNoBreach() {
    RoomHistory history = new RoomHistory();
    log.forEach(event -> assertThat(history.observe(event)).isEmpty());
    live.room().ifPresent(room -> assertThat(history.compare(room)).isEmpty());
  }
}
