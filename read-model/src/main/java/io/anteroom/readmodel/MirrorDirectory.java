package io.anteroom.readmodel;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.readmodel.RedisScript.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@link Directory} as the writer of one partition changes it. */
final class MirrorDirectory {

  private static final int REMOVED_AT_ONCE = 100;

  /** Changes fields if a partition's checkpoint is still the expected one. */
  private static final RedisScript MOVE =
      RedisScript.writing(
          """
          if (redis.call('HGET', KEYS[1], ARGV[1]) or '') ~= ARGV[2] then return {'0'} end
          for i = 3, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
          return {'1'}
          """);

  private static final RedisScript REMOVE =
      RedisScript.writing(
          """
          if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then
            redis.call('HDEL', KEYS[1], ARGV[1])
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
    return Directory.of(redis.call(Directory.read()));
  }

  /** The checkpoint of the partition; empty if there is none, or nobody can read it. */
  Optional<Checkpoint> checkpoint() {
    return read().checkpointText(partition.partition()).flatMap(Checkpoint::parse);
  }

  /** Starts an epoch above all before it; the clock keeps it so after Redis was emptied. */
  Checkpoint startEpoch(long position) {
    Optional<String> before = read().checkpointText(partition.partition());
    long last = before.flatMap(Checkpoint::parse).map(Checkpoint::epoch).orElse(0L);
    long epoch = Math.max(last + 1, System.currentTimeMillis());
    Checkpoint first = new Checkpoint(epoch, false, position, partition.log());
    if (!move(before.orElse(""), first, Map.of())) {
      throw new ReadModelUnavailableException("another mirror is at the same partition");
    }
    return first;
  }

  /** Moves from one checkpoint to the next; false if Redis was elsewhere. */
  boolean move(Checkpoint from, Checkpoint to, Map<EventId, RoomHint> hints) {
    return move(from.text(), to, hints);
  }

  private boolean move(String from, Checkpoint to, Map<EventId, RoomHint> hints) {
    String field = Directory.partitionField(partition.partition());
    List<String> arguments = new ArrayList<>(List.of(field, from, field, to.text()));
    arguments.add(Directory.PARTITIONS);
    arguments.add(Integer.toString(partition.partitions()));
    hints.forEach((eventId, hint) -> {
      arguments.add(Directory.roomField(eventId));
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
            calls.add(REMOVE.on(Directory.KEY, List.of(Directory.roomField(eventId), hint.text())));
          }
        });
    for (int from = 0; from < calls.size(); from += REMOVED_AT_ONCE) {
      redis.callAll(calls.subList(from, Math.min(from + REMOVED_AT_ONCE, calls.size())));
    }
  }
}
