package io.anteroom.readmodel;

import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.readmodel.RedisScript.Call;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one partition of the log into Redis. Whoever reads the log makes one with {@link #open},
 * reads from {@link #position()} on, and does what each {@link Step} says:
 *
 * <pre>
 *   open --(nothing there, or of another log)--> buildAnew: not live, from the start of the log
 *     |                                             | position reaches the end as it was then
 *     +--(a checkpoint of this log)--> write <------+ live
 * </pre>
 *
 * <p>A batch takes two round trips: all its rooms, then the directory. If the second is missing the
 * events come again and are passed over. Not safe for use by several threads; several writers of
 * one partition (one of them has not noticed yet that it was replaced) do no harm.
 */
public final class MirrorWriter {

  /** What to do after a write. */
  public enum Step {
    /** Go on. */
    WRITTEN,
    /** Redis is not where this writer left it: open another one and read from its position. */
    OPEN_AGAIN,
    /** Redis lacks something that is in the log: build it anew from the start. */
    BUILD_ANEW,
    /** The log itself has a gap. Nothing was written; nobody can go on from here. */
    LOG_BROKEN
  }

  /** A thousand rooms take ten seconds at two calls a second, and Redis a tenth of a percent. */
  private static final int INSPECTED_AT_ONCE = 50;

  private final RedisConnection redis;
  private final LogPartition partition;
  private final MirrorDirectory directory;
  private final boolean fromStart;
  private final Map<EventId, MirroredRoom> rooms = new HashMap<>();
  private final Deque<EventId> toInspect = new ArrayDeque<>();
  private final Freshness freshness;
  private Checkpoint checkpoint;

  private MirrorWriter(
      RedisConnection redis,
      LogPartition partition,
      Checkpoint checkpoint,
      long end,
      boolean fromStart) {
    this.redis = redis;
    this.partition = partition;
    this.directory = new MirrorDirectory(redis, partition);
    this.checkpoint = checkpoint;
    this.freshness = new Freshness(end);
    this.fromStart = fromStart;
  }

  /**
   * Goes on where Redis is, or builds it anew where it is empty, of another log, or ahead of this.
   *
   * @throws ReadModelUnavailableException if Redis does not answer
   */
  public static MirrorWriter open(RedisConnection redis, LogPartition partition, LogBounds bounds) {
    return new MirrorDirectory(redis, partition)
        .checkpoint()
        .filter(found -> found.log().equals(partition.log()) && bounds.hold(found.position()))
        .map(found -> goingOn(redis, partition, found, bounds))
        .orElseGet(() -> buildAnew(redis, partition, bounds));
  }

  private static MirrorWriter goingOn(
      RedisConnection redis, LogPartition partition, Checkpoint found, LogBounds bounds) {
    MirrorWriter writer = new MirrorWriter(redis, partition, found, bounds.end(), false);
    writer.toInspect.addAll(writer.directory.rooms(found.epoch()));
    return writer;
  }

  /**
   * Starts from the start of the log. Readers don't look until the writer has come to where the end
   * is now.
   *
   * @throws ReadModelUnavailableException if Redis does not answer
   */
  public static MirrorWriter buildAnew(
      RedisConnection redis, LogPartition partition, LogBounds bounds) {
    Checkpoint first = new MirrorDirectory(redis, partition).startEpoch(bounds.start());
    return new MirrorWriter(redis, partition, first, bounds.end(), true);
  }

  /** The next offset to be read. */
  public long position() {
    return checkpoint.position();
  }

  /** Says whether readers may look. */
  public boolean isLive() {
    return checkpoint.live();
  }

  /** How far Redis is behind the log at most; empty as long as nobody knows. */
  public Optional<Duration> age() {
    return freshness.age();
  }

  /** See {@link #logEndsAt(long, long)}, with a log that was asked just now. */
  public void logEndsAt(long end) {
    logEndsAt(end, System.nanoTime());
  }

  /**
   * Says where the log ended when it was asked. Once that is written, readers may believe what they
   * see as of now, so this wants to be called again and again.
   *
   * @param asked when that was, by {@link System#nanoTime}
   */
  public void logEndsAt(long end, long asked) {
    freshness.endsAt(end, asked);
  }

  /**
   * Writes events in the order of the log. Those that Redis has already are passed over.
   *
   * @param events a bounded batch; none to say only how fresh the mirror is, which also notices a
   *     Redis that was emptied
   * @param nextPosition the offset to be read after them
   * @throws ReadModelUnavailableException if Redis does not answer: this writer does not know any
   *     more where Redis is, so open another
   */
  public Step write(List<RecordedEvent> events, long nextPosition) {
    Map<EventId, RoomChanges> changes = HashMap.newHashMap(16);
    load(events);
    for (RecordedEvent event : events) {
      RoomChanges room =
          changes.computeIfAbsent(
              event.eventId(), id -> new RoomChanges(Optional.ofNullable(rooms.get(id))));
      Step step = fold(room, event);
      if (step != Step.WRITTEN) {
        return step;
      }
    }
    Step step = writeRooms(changes);
    return step == Step.WRITTEN ? announce(changes, nextPosition) : step;
  }

  /** Fetches rooms that this writer has not met yet; a building from the start meets none. */
  private void load(List<RecordedEvent> events) {
    List<EventId> unmet =
        events.stream()
            .map(RecordedEvent::eventId)
            .distinct()
            .filter(eventId -> !fromStart && !rooms.containsKey(eventId))
            .toList();
    if (unmet.isEmpty()) {
      return;
    }
    List<Call> calls =
        unmet.stream().map(eventId -> RoomWrites.read(checkpoint.epoch(), eventId)).toList();
    List<List<String>> answers = redis.callAll(calls);
    for (int i = 0; i < unmet.size(); i++) {
      EventId eventId = unmet.get(i);
      RoomWrites.room(answers.get(i)).ifPresent(room -> rooms.put(eventId, room));
    }
  }

  private Step fold(RoomChanges room, RecordedEvent event) {
    if (event.sequence().compareTo(room.last()) <= 0) {
      return Step.WRITTEN;
    }
    if (!event.sequence().equals(room.last().next())) {
      return fromStart ? Step.LOG_BROKEN : Step.BUILD_ANEW;
    }
    try {
      room.take(event);
      return Step.WRITTEN;
    } catch (IllegalStateException e) {
      return Step.LOG_BROKEN;
    }
  }

  private Step writeRooms(Map<EventId, RoomChanges> changes) {
    List<Call> calls = new ArrayList<>();
    changes.forEach((eventId, change) -> {
      if (!change.isEmpty()) {
        calls.add(RoomWrites.write(checkpoint.epoch(), change));
        if (rooms.put(eventId, change.after()) == null) {
          toInspect.add(eventId);
        }
      }
    });
    List<String> answers = redis.callAll(calls).stream().map(List::getFirst).distinct().toList();
    if (answers.contains(RoomWrites.DAMAGED)) {
      return Step.BUILD_ANEW;
    }
    return answers.contains(RoomWrites.REFUSED) ? Step.OPEN_AGAIN : Step.WRITTEN;
  }

  private Step announce(Map<EventId, RoomChanges> changes, long nextPosition) {
    Map<EventId, RoomHint> hints = new LinkedHashMap<>();
    changes.forEach((eventId, change) ->
        hints.put(
            eventId,
            new RoomHint(partition.partition(), checkpoint.epoch(), change.last().value())));
    boolean live = checkpoint.live() || freshness.reaches(nextPosition);
    if (live && !checkpoint.live()) {
      directory.removeLeftOvers(checkpoint.epoch());
    }
    return move(checkpoint.at(nextPosition, live), freshness.ageAt(nextPosition), hints);
  }

  private Step move(Checkpoint next, Optional<Duration> age, Map<EventId, RoomHint> hints) {
    boolean moved = directory.move(checkpoint, next, age, hints);
    checkpoint = next;
    return moved ? Step.WRITTEN : Step.OPEN_AGAIN;
  }

  /**
   * Looks whether Redis still holds all that was written of some rooms, others at each call, so
   * that no loss of a part stays unnoticed where nothing happens.
   *
   * @throws ReadModelUnavailableException if Redis does not answer
   */
  public Step inspect() {
    int some = Math.min(INSPECTED_AT_ONCE, toInspect.size());
    List<Call> calls = new ArrayList<>(some);
    for (int i = 0; i < some; i++) {
      EventId eventId = toInspect.remove();
      calls.add(RoomWrites.inspect(checkpoint.epoch(), eventId));
      toInspect.add(eventId);
    }
    return redis.callAll(calls).stream()
            .allMatch(answer -> answer.getFirst().equals(RoomWrites.DONE))
        ? Step.WRITTEN
        : Step.BUILD_ANEW;
  }

  /**
   * Tells readers not to believe Redis from now on, because this writer can't go on.
   *
   * @throws ReadModelUnavailableException if Redis does not answer
   */
  public Step withdraw() {
    return move(checkpoint.at(checkpoint.position(), false), Optional.empty(), Map.of());
  }
}
