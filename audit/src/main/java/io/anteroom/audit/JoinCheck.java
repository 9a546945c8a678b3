package io.anteroom.audit;

import io.anteroom.contracts.log.JoinRecord;
import io.anteroom.contracts.log.UnreadableRecordException;
import io.anteroom.domain.invariant.Breach;
import io.anteroom.domain.invariant.Invariant;
import io.anteroom.domain.ticket.EventId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Checks one partition of the joins topic against what the rooms have settled. */
final class JoinCheck {

  private final LogPlace beginning;
  private final long knownBelow;
  private final EventReplay replay;
  private final Map<EventId, CoverageWalk> walks = new LinkedHashMap<>();
  private byte[] lastValue = {};
  private Optional<EventId> lastRoom = Optional.empty();
  private long strangers;

  /**
   * @param beginning the first offset that the log still has
   * @param knownBelow joins below this offset were taken before the end of the events was read, so
   *     that their rooms are among the events
   * @param replay the rooms, replayed to the end
   */
  JoinCheck(LogPlace beginning, long knownBelow, EventReplay replay) {
    this.beginning = beginning;
    this.knownBelow = knownBelow;
    this.replay = replay;
    replay.rooms().forEach(room -> walks.put(room.eventId(), walk(room)));
  }

  private CoverageWalk walk(RoomReplay room) {
    return new CoverageWalk(
        room.coverage().of(beginning.partition()),
        room.generations().getLast(),
        beginning.offset());
  }

  /** Takes the next record of the partition. */
  Optional<Finding> take(long offset, byte[] value) {
    try {
      return join(offset, roomOf(value));
    } catch (UnreadableRecordException e) {
      return Optional.of(
          new Finding(
              new Breach(Invariant.EVERY_RECORD_IS_READABLE, "" + e.getMessage()), at(offset)));
    }
  }

  /** Neighbours are mostly of one room, so the last one is remembered. */
  private EventId roomOf(byte[] value) {
    if (lastRoom.isPresent() && Arrays.equals(value, lastValue)) {
      return lastRoom.get();
    }
    EventId room = JoinRecord.read(value);
    lastValue = value;
    lastRoom = Optional.of(room);
    return room;
  }

  private Optional<Finding> join(long offset, EventId room) {
    CoverageWalk walk = walks.get(room);
    if (walk != null) {
      return walk.join(offset).map(flaw -> finding(room, flaw));
    }
    if (offset < knownBelow && !replay.beheaded().contains(room)) {
      return Optional.of(
          finding(room, new CoverageWalk.Flaw(offset, "a join of a room that was never made")));
    }
    strangers++;
    return Optional.empty();
  }

  /** Ends the partition; says what was settled that the log does not hold. */
  Optional<Finding> end() {
    return walks.entrySet().stream()
        .flatMap(walk -> walk.getValue().end().map(flaw -> finding(walk.getKey(), flaw)).stream())
        .findFirst();
  }

  private Finding finding(EventId room, CoverageWalk.Flaw flaw) {
    Breach breach =
        new Breach(Invariant.EVERY_JOIN_IS_NUMBERED, "room " + room + ": " + flaw.detail());
    return new Finding(breach, at(flaw.offset()));
  }

  private LogPlace at(long offset) {
    return new LogPlace(beginning.topic(), beginning.partition(), offset);
  }

  /** Joins of rooms about which nothing can be said. */
  long strangers() {
    return strangers;
  }
}
