package io.anteroom.readmodel;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.readmodel.RedisScript.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@link Directory} as the writer of one partition changes it. */
final class MirrorDirectory {

  private static final int REMOVED_AT_ONCE = 100;

  /**
   * Changes what the directory says if a partition's checkpoint is still the expected one. A
   * directory that has lost a part is none at all, and so all that it names is built anew.
   */
  private static final RedisScript MOVE =
      RedisScript.writing(
          """
          local field, expected, checkpoint, partition, partitions, age = unpack(ARGV, 1, 6)
          local changes = KEYS[1] .. ':changes'
          local known = redis.call('HMGET', KEYS[1], field, 'rooms')
          if redis.call('ZCARD', changes) ~= tonumber(known[2] or '0') then
            redis.call('UNLINK', KEYS[1], changes)
            return {'0'}
          end
          if (known[1] or '') ~= expected then return {'0'} end
          redis.call('HSET', KEYS[1], field, checkpoint, 'partitions', partitions)
          if age ~= '' then
            local time = redis.call('TIME')
            local shown = time[1] * 1000 + math.floor(time[2] / 1000) - age
            redis.call('HSET', KEYS[1], 'shown:' .. partition, string.format('%.0f', shown))
          end
          for i = 7, #ARGV, 2 do
            local room, hint = unpack(ARGV, i, i + 1)
            redis.call('HSET', KEYS[1], 'room:' .. room, hint)
            redis.call('ZADD', changes, redis.call('HINCRBY', KEYS[1], 'revision', 1), room)
          end
          redis.call('HSET', KEYS[1], 'rooms', redis.call('ZCARD', changes))
          return {'1'}
          """);

  private static final RedisScript REMOVE =
      RedisScript.writing(
          """
          local room, hint = unpack(ARGV, 1, 2)
          if redis.call('HGET', KEYS[1], 'room:' .. room) == hint then
            redis.call('HDEL', KEYS[1], 'room:' .. room)
            redis.call('HINCRBY', KEYS[1], 'rooms',
                -redis.call('ZREM', KEYS[1] .. ':changes', room))
          end
          return {'1'}
          """);

  private final RedisConnection redis;
  private final LogPartition partition;

  MirrorDirectory(RedisConnection redis, LogPartition partition) {
    this.redis = redis;
    this.partition = partition;
  }

  private Directory read() {
    return Directory.NOTHING.next(redis);
  }

  /** The checkpoint of the partition; empty if there is none, or nobody can read it. */
  Optional<Checkpoint> checkpoint() {
    return read().mirrors().checkpoint(partition.partition());
  }

  /** The rooms of one epoch of the partition. */
  List<EventId> rooms(long epoch) {
    List<EventId> rooms = new ArrayList<>();
    read()
        .allRooms()
        .forEach((eventId, hint) -> {
          if (hint.partition() == partition.partition() && hint.epoch() == epoch) {
            rooms.add(eventId);
          }
        });
    return rooms;
  }

  /** Starts an epoch above all before it; the clock keeps it so after Redis was emptied. */
  Checkpoint startEpoch(long position) {
    Optional<String> before = read().mirrors().checkpointText(partition.partition());
    long last = before.flatMap(Checkpoint::parse).map(Checkpoint::epoch).orElse(0L);
    long epoch = Math.max(last + 1, System.currentTimeMillis());
    Checkpoint first = new Checkpoint(epoch, false, position, partition.log());
    if (!move(before.orElse(""), first, Optional.empty(), Map.of())) {
      throw new ReadModelUnavailableException("another mirror is at the same partition");
    }
    return first;
  }

  /**
   * Moves from one checkpoint to the next; false if Redis was elsewhere.
   *
   * @param age how far Redis is behind the log at most; empty if that is not known yet
   */
  boolean move(
      Checkpoint from, Checkpoint to, Optional<Duration> age, Map<EventId, RoomHint> hints) {
    return move(from.text(), to, age, hints);
  }

  private boolean move(
      String from, Checkpoint to, Optional<Duration> age, Map<EventId, RoomHint> hints) {
    List<String> arguments = new ArrayList<>();
    arguments.add("partition:" + partition.partition());
    arguments.add(from);
    arguments.add(to.text());
    arguments.add(Integer.toString(partition.partition()));
    arguments.add(Integer.toString(partition.partitions()));
    arguments.add(age.map(known -> Long.toString(known.toMillis())).orElse(""));
    hints.forEach((eventId, hint) -> {
      arguments.add(eventId.value());
      arguments.add(hint.text());
    });
    return redis.call(MOVE.on(Directory.KEY, arguments)).getFirst().equals(RoomWrites.DONE);
  }

  /** Removes rooms of this partition that are of another epoch, a few at a time. */
  void removeLeftOvers(long epoch) {
    List<Call> calls = new ArrayList<>();
    read()
        .allRooms()
        .forEach((eventId, hint) -> {
          if (hint.partition() == partition.partition() && hint.epoch() != epoch) {
            calls.add(RoomWrites.remove(hint.epoch(), eventId));
            calls.add(REMOVE.on(Directory.KEY, List.of(eventId.value(), hint.text())));
          }
        });
    for (int from = 0; from < calls.size(); from += REMOVED_AT_ONCE) {
      redis.callAll(calls.subList(from, Math.min(from + REMOVED_AT_ONCE, calls.size())));
    }
  }
}
