package io.anteroom.readmodel;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.log.UnreadableRecordException;
import io.anteroom.domain.room.Reached;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.ServingHistory;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.SpanIndex;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.EventTag;
import io.anteroom.readmodel.RedisScript.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads one room page by page: all its spans and its serving history the first time, after that
 * from the last ones known on, which may have grown. The state comes with the last page, in one
 * step with it, so all agree.
 */
final class RoomLoad {

  /** About 100 KB, and a millisecond of Redis' time. */
  static final int PAGE = 2_000;

  /** Where a load stands. */
  enum Progress {
    MORE,
    DONE,
    /** Redis does not hold the room of this building now, or not all of it. */
    LOST
  }

  private static final RedisScript READ =
      RedisScript.reading(
          RoomKeys.LUA_PREFIX
              + RoomKeys.LUA_CENSUS
              + """
              local room = redis.call('HMGET', KEYS[1], 'epoch', 'generation', 'state', 'census')
              if not room[1] or room[4] ~= census(room[2]) then return {} end
              local from, reached = ARGV[3], ARGV[4]
              if room[1] ~= ARGV[1] or room[2] ~= ARGV[2] then from, reached = '0', '0' end
              local spans = redis.call('ZRANGE', prefix .. room[2] .. ':spans', from, '+inf',
                  'BYSCORE', 'LIMIT', '0', ARGV[5])
              local serving = redis.call('ZRANGE', prefix .. room[2] .. ':serving',
                  '[' .. reached, '+', 'BYLEX', 'LIMIT', '0', ARGV[5])
              local answer = {room[1], room[2], room[3], tostring(#spans)}
              for _, span in ipairs(spans) do table.insert(answer, span) end
              for _, line in ipairs(serving) do table.insert(answer, line) end
              return answer
              """);
  private static final int HEADER = 4;

  private final EventId eventId;
  private final Origin origin;
  private final EventTag tag;
  private SpanIndex spans;
  private ServingHistory history;
  private String generation;
  private long from;
  private long reachedFrom;
  private boolean fromNothing;
  private Optional<LoadedRoom> result = Optional.empty();

  RoomLoad(EventId eventId, Origin origin, Optional<LoadedRoom> known) {
    this.eventId = eventId;
    this.origin = origin;
    this.tag = known.map(room -> room.view().tag()).orElseGet(() -> EventTag.of(eventId));
    Optional<LoadedRoom> start = known.filter(room -> room.origin().equals(origin));
    this.spans = start.map(room -> room.view().spans()).orElseGet(SpanIndex::new);
    this.history = start.map(room -> room.view().history()).orElseGet(ServingHistory::new);
    this.generation = start.map(room -> room.view().room().generation().toString()).orElse("");
    this.from = start.map(LoadedRoom::lastFirstNumber).orElse(0L);
    this.reachedFrom = start.map(LoadedRoom::lastReached).orElse(0L);
    this.fromNothing = start.isEmpty();
  }

  EventId eventId() {
    return eventId;
  }

  Optional<LoadedRoom> result() {
    return result;
  }

  Call nextPage() {
    return READ.on(
        RoomKeys.room(eventId),
        List.of(
            Long.toString(origin.epoch()),
            generation,
            Long.toString(from),
            ReachedText.start(reachedFrom),
            Integer.toString(PAGE)));
  }

  Progress take(List<String> page) {
    if (page.size() < HEADER || !page.get(0).equals(Long.toString(origin.epoch()))) {
      return Progress.LOST;
    }
    if (!page.get(1).equals(generation)) {
      restart(page.get(1));
    }
    try {
      int behindSpans = HEADER + Integer.parseInt(page.get(3));
      List<String> texts = page.subList(HEADER, behindSpans);
      List<String> lines = page.subList(behindSpans, page.size());
      if (!add(texts)) {
        restart(generation);
        return Progress.MORE;
      }
      lines.stream().map(ReachedText::read).forEach(this::add);
      if (texts.size() == PAGE || lines.size() == PAGE) {
        return Progress.MORE;
      }
      Room room = LogFormat.ROOM.read(page.get(2).getBytes(StandardCharsets.UTF_8));
      if (room.retired()) {
        restart(generation); // Nobody asks for its places any more.
      }
      RoomView view = new RoomView(room, spans, history, tag);
      result = Optional.of(new LoadedRoom(view, origin, from, reachedFrom));
      return Progress.DONE;
    } catch (UnreadableRecordException | IllegalArgumentException e) {
      throw new ReadModelUnavailableException("Redis holds something else in room " + eventId, e);
    }
  }

  private void restart(String nextGeneration) {
    generation = nextGeneration;
    spans = new SpanIndex();
    history = new ServingHistory();
    from = 0;
    reachedFrom = 0;
    fromNothing = true;
  }

  /**
   * Adds a page. False if it does not fit onto what is known, which is what a load that broke off
   * half-way leaves behind; the load then starts from nothing.
   */
  private boolean add(List<String> texts) {
    for (String text : texts) {
      NumberedSpan span = SpanText.read(text);
      try {
        spans.add(span);
      } catch (IllegalArgumentException e) {
        if (fromNothing) {
          throw e;
        }
        return false;
      }
      from = span.firstNumber().value();
    }
    return true;
  }

  private void add(Reached line) {
    history.add(line);
    reachedFrom = line.first().value();
  }
}
