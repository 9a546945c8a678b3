package io.anteroom.admin.activity;

import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.ticket.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What happened in rooms in the last hour, from the events of the log. An event that comes again is
 * passed over, so whoever has lost the log can begin again an hour before. Safe for use by many
 * threads.
 */
public final class Activity {

  /** What an answer reaches back. */
  public static final Duration HOUR = History.STEP.multipliedBy(History.STEPS);

  /**
   * Rooms that are kept, some 50 KB each where something happens in every step. What happens in
   * more rooms than that within an hour is not told.
   */
  static final int MAX_ROOMS = 2_000;

  private final Function<EventId, Optional<Room>> mirror;
  private final int maxRooms;
  private final Map<EventId, RoomActivity> rooms = new HashMap<>();

  /** The last event for whose room there was no place. */
  private Instant missedAt = Instant.MIN;

  /** Looking for quiet rooms takes a while; once in a step is often enough. */
  private long sweptInStep = Long.MIN_VALUE;

  /**
   * @param mirror shows a room as it is known at the moment; must not wait
   */
  public Activity(Function<EventId, Optional<Room>> mirror) {
    this(mirror, MAX_ROOMS);
  }

  Activity(Function<EventId, Optional<Room>> mirror, int maxRooms) {
    this.mirror = mirror;
    this.maxRooms = maxRooms;
  }

  /** Takes the next event of the log; those of one room in their order. */
  public synchronized void take(RecordedEvent recorded) {
    RoomActivity known = rooms.get(recorded.eventId());
    if (known == null || isFirst(recorded)) {
      begin(recorded, missedAt);
    } else if (recorded.sequence().equals(known.last().next())) {
      take(known, recorded);
    } else if (recorded.sequence().compareTo(known.last()) > 0) {
      begin(recorded, recorded.decidedAt());
    }
  }

  /** What begins with it is another log, or this one once more. */
  private static boolean isFirst(RecordedEvent recorded) {
    return recorded.sequence().equals(Sequence.NONE.next());
  }

  private void begin(RecordedEvent first, Instant wholeFrom) {
    rooms.remove(first.eventId());
    if (rooms.size() >= maxRooms) {
      forgetQuietRooms(first.decidedAt());
    }
    if (rooms.size() >= maxRooms) {
      missedAt = later(missedAt, first.decidedAt());
      return;
    }
    RoomActivity room = new RoomActivity(first, wholeFrom);
    rooms.put(first.eventId(), room);
    take(room, first);
  }

  /** Of a quiet room nothing is told that the mirror does not know, too. */
  private void forgetQuietRooms(Instant now) {
    long step = History.stepAt(now);
    if (step != sweptInStep) {
      sweptInStep = step;
      rooms.values().removeIf(room -> room.isQuietSince(now.minus(HOUR)));
    }
  }

  private void take(RoomActivity room, RecordedEvent recorded) {
    if (room.isToSeeTheRoom()) {
      mirror.apply(recorded.eventId()).ifPresent(room::see);
    }
    room.take(recorded);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * The last hour of a room; empty where that is not known for certain.
   *
   * @param room as it is known at the moment
   */
  public synchronized Optional<History> history(Room room, Instant now) {
    Instant from = History.startOf(History.firstStep(now));
    RoomActivity known = rooms.get(room.eventId());
    if (known == null) {
      return isQuietSince(from, room) ? Optional.of(quiet(room, now)) : Optional.empty();
    }
    known.see(room);
    // Between a reset here and there nobody could say whose tokens are counted.
    return known.isIn(room.generation()) && known.isWholeFrom(from)
        ? known.lastHour(now)
        : Optional.empty();
  }

  /** Says whether all that a room decided since then was nothing: else it was not heard. */
  private static boolean isQuietSince(Instant time, Room room) {
    return room.decidedAt().isBefore(time);
  }

  private static History quiet(Room room, Instant now) {
    Steps none = new Steps(Optional.of(Levels.ZERO));
    return History.of(
        room.generation(), Optional.empty(), now, none.lastHour(now, Levels.of(room)));
  }

  /**
   * What was told of a room in the last hour, the newest first; empty where that is not whole.
   *
   * @param room as it is known at the moment
   */
  public synchronized Optional<List<FeedEntry>> feed(Room room, Instant now) {
    Instant from = now.minus(HOUR);
    RoomActivity known = rooms.get(room.eventId());
    if (known == null) {
      return isQuietSince(from, room) ? Optional.of(List.of()) : Optional.empty();
    }
    return known.isWholeFrom(from) ? Optional.of(known.feed().since(from)) : Optional.empty();
  }
}
