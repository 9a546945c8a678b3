package io.anteroom.readmodel;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.readmodel.MirrorState.LiveMirror;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One look at Redis: the directory, and then, in one pipelined round trip, the rooms that it says
 * have changed. Nothing has changed: one call. A room never goes back in the history of its log.
 */
final class Refresh {

  /**
   * What looks have brought so far.
   *
   * @param directory the directory as it was at the last look
   * @param rooms the newest view of each room
   * @param good whether Redis held all of it, from a live mirror; what is kept in memory counts as
   *     seen again only then
   */
  record Outcome(Directory directory, Map<EventId, LoadedRoom> rooms, boolean good) {

    static final Outcome NOTHING = new Outcome(Directory.NOTHING, Map.of(), false);
  }

  /** How many rooms are read in one round trip; with full pages, some 3 MB. */
  private static final int ROOMS_AT_ONCE = 32;

  private final RedisConnection redis;
  private final Map<EventId, LoadedRoom> rooms;
  private boolean good = true;

  private Refresh(RedisConnection redis, Map<EventId, LoadedRoom> known) {
    this.redis = redis;
    this.rooms = new HashMap<>(known);
  }

  /**
   * Looks once more.
   *
   * @throws ReadModelUnavailableException if Redis does not even give the directory
   */
  static Outcome after(Outcome before, RedisConnection redis) {
    Directory directory = before.directory().next(redis);
    return directory
        .mirrors()
        .live()
        .map(live -> new Refresh(redis, before.rooms()).run(directory, live))
        .orElseGet(() -> new Outcome(directory, before.rooms(), false));
  }

  private Outcome run(Directory directory, LiveMirror live) {
    LogId log = live.log();
    Map<EventId, RoomHint> hints = directory.roomsOf(live);
    forgetOtherLogs(log, hints);
    Deque<RoomLoad> loads = new ArrayDeque<>();
    hints.forEach((eventId, hint) -> {
      Optional<LoadedRoom> known = Optional.ofNullable(rooms.get(eventId));
      Origin origin = new Origin(log, hint.epoch());
      boolean upToDate =
          known.isPresent()
              && known.get().origin().equals(origin)
              && known.get().sequence().value() >= hint.sequence();
      if (!upToDate) {
        loads.add(new RoomLoad(eventId, origin, known));
      }
    });
    load(loads, hints);
    return new Outcome(directory, Map.copyOf(rooms), good);
  }

  /** A room that the same log once had can't be gone: then Redis has lost something. */
  private void forgetOtherLogs(LogId log, Map<EventId, RoomHint> hints) {
    rooms.values().removeIf(room -> isGone(room, hints) && !room.origin().log().equals(log));
    good = rooms.values().stream().noneMatch(room -> isGone(room, hints));
  }

  private static boolean isGone(LoadedRoom room, Map<EventId, RoomHint> hints) {
    return !hints.containsKey(room.view().room().eventId());
  }

  private void load(Deque<RoomLoad> loads, Map<EventId, RoomHint> hints) {
    while (!loads.isEmpty()) {
      List<RoomLoad> batch = new ArrayList<>(ROOMS_AT_ONCE);
      while (!loads.isEmpty() && batch.size() < ROOMS_AT_ONCE) {
        batch.add(loads.remove());
      }
      try {
        List<List<String>> pages = redis.callAll(batch.stream().map(RoomLoad::nextPage).toList());
        for (int i = 0; i < batch.size(); i++) {
          RoomLoad load = batch.get(i);
          switch (load.take(pages.get(i))) {
            case MORE -> loads.add(load);
            case DONE -> load.result().ifPresent(loaded -> accept(loaded, hints));
            case LOST -> good = false;
          }
        }
      } catch (ReadModelUnavailableException e) {
        good = false;
        return;
      }
    }
  }

  private void accept(LoadedRoom loaded, Map<EventId, RoomHint> hints) {
    EventId eventId = loaded.view().room().eventId();
    RoomHint hint = hints.get(eventId);
    if (hint != null && loaded.sequence().value() < hint.sequence()) {
      // Redis has lost what it said it had, as when a replica took over too early.
      good = false;
      return;
    }
    LoadedRoom known = rooms.get(eventId);
    boolean goesBack =
        known != null
            && known.origin().log().equals(loaded.origin().log())
            && known.sequence().compareTo(loaded.sequence()) > 0;
    if (goesBack) {
      good = false;
    } else {
      rooms.put(eventId, loaded);
    }
  }
}
