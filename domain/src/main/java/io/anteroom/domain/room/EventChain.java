package io.anteroom.domain.room;

import io.anteroom.domain.room.RoomEvent.RoomReset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The events of one decision, each behind the one before it, and the room that they lead to. */
final class EventChain {

  private final Instant now;
  private final List<RecordedEvent> events = new ArrayList<>();
  private Room room;

  EventChain(Room room, Instant now) {
    this.room = room;
    this.now = now;
  }

  /** A chain that begins with the first event of a new room. */
  static EventChain of(RecordedEvent first) {
    EventChain chain = new EventChain(Room.after(Optional.empty(), first), first.decidedAt());
    chain.events.add(first);
    return chain;
  }

  EventChain add(RoomEvent event) {
    Generation generation =
        event instanceof RoomReset ? room.generation().next() : room.generation();
    RecordedEvent recorded =
        new RecordedEvent(room.eventId(), generation, room.sequence().next(), now, event);
    events.add(recorded);
    room = Room.after(Optional.of(room), recorded);
    return this;
  }

  /** The room after the events so far. */
  Room room() {
    return room;
  }

  Decision.Accepted accepted(Outcome outcome) {
    return new Decision.Accepted(List.copyOf(events), outcome);
  }
}
