package io.anteroom.audit;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.log.UnreadableRecordException;
import io.anteroom.domain.invariant.Breach;
import io.anteroom.domain.invariant.Invariant;
import io.anteroom.domain.room.InMemoryRoomState;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.RoomState;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.ticket.EventId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Replays what all rooms decided, record by record, up to the first breach. */
final class EventReplay {

  private final Supplier<RoomState> states;
  private final NavigableMap<EventId, RoomReplay> rooms = new TreeMap<>();
  private final NavigableSet<EventId> beheaded = new TreeSet<>();

  EventReplay() {
    this(InMemoryRoomState::new);
  }

  EventReplay(Supplier<RoomState> states) {
    this.states = states;
  }

  /**
   * Takes the next record of the room-events topic.
   *
   * @param trimmed whether the log has dropped the beginning of this partition: a room may then
   *     start in the middle, and is left out
   */
  Optional<Finding> take(LogPlace place, byte[] key, byte[] value, boolean trimmed) {
    return breach(place, key, value, trimmed).map(breach -> new Finding(breach, place));
  }

  private Optional<Breach> breach(LogPlace place, byte[] key, byte[] value, boolean trimmed) {
    RecordedEvent recorded;
    try {
      recorded = LogFormat.EVENT.read(value);
    } catch (UnreadableRecordException e) {
      return unreadable("" + e.getMessage());
    }
    EventId eventId = recorded.eventId();
    if (!eventId.value().equals(new String(key, StandardCharsets.UTF_8))) {
      return unreadable("an event of room " + eventId + " under another key");
    }
    if (trimmed && isBeheaded(recorded)) {
      beheaded.add(eventId);
      return Optional.empty();
    }
    RoomReplay room =
        rooms.computeIfAbsent(eventId, id -> new RoomReplay(id, place.partition(), states));
    return room.partition() == place.partition()
        ? room.take(recorded)
        : unreadable(
            "room %s has its history in partition %d".formatted(eventId, room.partition()));
  }

  private boolean isBeheaded(RecordedEvent recorded) {
    EventId eventId = recorded.eventId();
    boolean startsLate =
        !rooms.containsKey(eventId) && !recorded.sequence().equals(Sequence.NONE.next());
    return startsLate || beheaded.contains(eventId);
  }

  private static Optional<Breach> unreadable(String detail) {
    return Optional.of(new Breach(Invariant.EVERY_RECORD_IS_READABLE, detail));
  }

  /** Compares every room with what its events said; to be asked at the end of a partition. */
  Optional<Finding> compare(LogPlace end) {
    return rooms.values().stream()
        .filter(room -> room.partition() == end.partition())
        .flatMap(room -> room.compare().stream())
        .findFirst()
        .map(breach -> new Finding(breach, end));
  }

  /** The rooms whose whole history is there, by name. */
  Collection<RoomReplay> rooms() {
    return Collections.unmodifiableCollection(rooms.values());
  }

  /** The rooms whose beginning the log has dropped, so that nothing can be said about them. */
  NavigableSet<EventId> beheaded() {
    return Collections.unmodifiableNavigableSet(beheaded);
  }
}
