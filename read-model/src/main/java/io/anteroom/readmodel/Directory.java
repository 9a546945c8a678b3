package io.anteroom.readmodel;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.readmodel.MirrorState.LiveMirror;
import io.anteroom.readmodel.RedisScript.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says which rooms Redis holds, how new they are, and whether they may be believed:
 *
 * <pre>
 *   anteroom:{mirror}           hash   partitions        how many the log has
 *                                      partition:[n]     {@link Checkpoint}
 *                                      shown:[n]         when the log ended where Redis is now, by
 *                                                        Redis' clock in milliseconds
 *                                      room:[event_id]   {@link RoomHint}
 *                                      revision          grows by one with each hint
 *                                      rooms             how many hints there are
 *   anteroom:{mirror}:changes   zset   event ids by the revision of their hint
 * </pre>
 *
 * <p>Rooms are written before their hints, so a hint is never ahead of its room. A look fetches the
 * hints that are newer than the last look, so a thousand rooms at rest cost nothing.
 */
final class Directory {

  static final String KEY = "anteroom:{mirror}";
  static final Directory NOTHING = new Directory(MirrorState.NONE, 0, Map.of());

  /** About 60 KB. */
  static final int PAGE = 1_000;

  private static final RedisScript READ =
      RedisScript.reading(
          """
          local changes = KEYS[1] .. ':changes'
          local known = redis.call('HMGET', KEYS[1], 'partitions', 'revision', 'rooms')
          if not known[1] or redis.call('ZCARD', changes) ~= tonumber(known[3] or '0') then
            return {}
          end
          local time = redis.call('TIME')
          local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
          local answer = {now, known[1], known[2] or '0'}
          for partition = 0, known[1] - 1 do
            local state = redis.call('HMGET', KEYS[1],
                'partition:' .. partition, 'shown:' .. partition)
            table.insert(answer, state[1] or '')
            table.insert(answer, state[2] or '')
          end
          local ids = redis.call('ZRANGE', changes, '(' .. ARGV[1], '+inf', 'BYSCORE',
              'LIMIT', '0', ARGV[2])
          for _, id in ipairs(ids) do
            table.insert(answer, id)
            table.insert(answer, redis.call('HGET', KEYS[1], 'room:' .. id) or '')
          end
          if #ids > 0 then
            answer[3] = redis.call('ZSCORE', changes, ids[#ids])
          end
          return answer
          """);

  private static final int HEADER = 3;

  private final MirrorState mirrors;
  private final long revision;
  private final Map<EventId, RoomHint> hints;

  private Directory(MirrorState mirrors, long revision, Map<EventId, RoomHint> hints) {
    this.mirrors = mirrors;
    this.revision = revision;
    this.hints = hints;
  }

  /**
   * Looks again, for what has changed since this look. Hints of other buildings than before are
   * counted anew, so after a change of building everything is fetched again.
   *
   * @throws ReadModelUnavailableException if Redis does not answer
   */
  Directory next(RedisConnection redis) {
    Page page = Page.of(redis.call(read(revision)));
    boolean goesOn = page.mirrors().live().equals(mirrors.live()) && page.revision() >= revision;
    Map<EventId, RoomHint> all = new HashMap<>(goesOn ? hints : Map.of());
    if (!goesOn && revision > 0) {
      page = Page.of(redis.call(read(0)));
    }
    all.putAll(page.hints());
    while (page.isFull()) {
      Page more = Page.of(redis.call(read(page.revision())));
      if (!more.mirrors().live().equals(page.mirrors().live())) {
        return NOTHING; // another building began meanwhile
      }
      page = more;
      all.putAll(page.hints());
    }
    return new Directory(page.mirrors(), page.revision(), all);
  }

  private static Call read(long behind) {
    return READ.on(KEY, List.of(Long.toString(behind), Integer.toString(PAGE)));
  }

  MirrorState mirrors() {
    return mirrors;
  }

  /** The rooms of a live mirror. */
  Map<EventId, RoomHint> roomsOf(LiveMirror live) {
    Map<EventId, RoomHint> rooms = new HashMap<>(hints);
    rooms.values().removeIf(hint -> !live.has(hint));
    return rooms;
  }

  /** Every room that is named, also those that a former building left behind. */
  Map<EventId, RoomHint> allRooms() {
    return hints;
  }

  /** An answer: the state of the mirrors, and some of the hints. */
  private record Page(
      MirrorState mirrors, long revision, Map<EventId, RoomHint> hints, boolean isFull) {

    static Page of(List<String> answer) {
      if (answer.size() < HEADER) {
        return new Page(MirrorState.NONE, 0, Map.of(), false);
      }
      int rooms = HEADER + 2 * Integer.parseInt(answer.get(1));
      MirrorState mirrors =
          MirrorState.of(answer.subList(HEADER, rooms), Long.parseLong(answer.get(0)));
      Map<EventId, RoomHint> hints = new HashMap<>();
      for (int i = rooms; i + 1 < answer.size(); i += 2) {
        EventId eventId = new EventId(answer.get(i));
        Optional<RoomHint> hint = RoomHint.parse(answer.get(i + 1));
        hint.ifPresent(known -> hints.put(eventId, known));
      }
      boolean isFull = answer.size() - rooms == 2 * PAGE;
      return new Page(mirrors, Long.parseLong(answer.get(2)), hints, isFull);
    }
  }
}
