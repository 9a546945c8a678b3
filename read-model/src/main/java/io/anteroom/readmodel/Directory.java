package io.anteroom.readmodel;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.readmodel.RedisScript.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One hash that says which rooms Redis holds, how new they are, and whether they may be believed:
 *
 * <pre>
 *   anteroom:mirror   partitions        how many the log has
 *                     partition:{n}     {@link Checkpoint}
 *                     room:{event_id}   {@link RoomHint}
 * </pre>
 *
 * <p>Rooms are written before their hints, so a hint is never ahead of its room.
 */
final class Directory {

  static final String KEY = "anteroom:mirror";
  static final String PARTITIONS = "partitions";

  private static final String ROOM = "room:";
  private static final RedisScript READ =
      RedisScript.reading("return redis.call('HGETALL', KEYS[1])");

  private final Map<String, String> fields;
  private final Optional<Map<Integer, Checkpoint>> live;

  private Directory(Map<String, String> fields) {
    this.fields = fields;
    this.live = liveCheckpoints(fields);
  }

  static Call read() {
    return READ.on(KEY, List.of());
  }

  /** Reads fields and values in turn. */
  static Directory of(List<String> answer) {
    Map<String, String> fields = HashMap.newHashMap(answer.size() / 2);
    for (int i = 0; i + 1 < answer.size(); i += 2) {
      fields.put(answer.get(i), answer.get(i + 1));
    }
    return new Directory(fields);
  }

  static String partitionField(int partition) {
    return "partition:" + partition;
  }

  static String roomField(EventId eventId) {
    return ROOM + eventId;
  }

  /** Says whether every partition of one log is mirrored as far as it was. */
  boolean isLive() {
    return live.isPresent();
  }

  /** The rooms of a live mirror and the building that each must be of. */
  Map<EventId, RoomHint> liveRooms() {
    Map<EventId, RoomHint> rooms = new HashMap<>();
    live.ifPresent(checkpoints ->
        allRooms()
            .forEach((eventId, hint) -> {
              Checkpoint checkpoint = checkpoints.get(hint.partition());
              if (checkpoint != null && checkpoint.epoch() == hint.epoch()) {
                rooms.put(eventId, hint);
              }
            }));
    return rooms;
  }

  /** Every room that is named, also those that a former building left behind. */
  Map<EventId, RoomHint> allRooms() {
    Map<EventId, RoomHint> rooms = new HashMap<>();
    fields.forEach((field, value) -> {
      if (field.startsWith(ROOM) && EventId.isValid(field.substring(ROOM.length()))) {
        RoomHint.parse(value)
            .ifPresent(hint -> rooms.put(new EventId(field.substring(ROOM.length())), hint));
      }
    });
    return rooms;
  }

  /** The text of a partition's checkpoint as it stands there, readable or not. */
  Optional<String> checkpointText(int partition) {
    return Optional.ofNullable(fields.get(partitionField(partition)));
  }

  /** The log that a live mirror shows. */
  Optional<LogId> log() {
    return live.map(checkpoints -> checkpoints.values().iterator().next().log());
  }

  private static Optional<Map<Integer, Checkpoint>> liveCheckpoints(Map<String, String> fields) {
    Map<Integer, Checkpoint> checkpoints = new HashMap<>();
    int partitions = partitions(fields);
    for (int partition = 0; partition < partitions; partition++) {
      Optional<Checkpoint> checkpoint =
          Optional.ofNullable(fields.get(partitionField(partition))).flatMap(Checkpoint::parse);
      if (checkpoint.isEmpty() || !checkpoint.get().live()) {
        return Optional.empty();
      }
      checkpoints.put(partition, checkpoint.get());
    }
    long logs = checkpoints.values().stream().map(Checkpoint::log).distinct().count();
    return logs == 1 ? Optional.of(checkpoints) : Optional.empty();
  }

  private static int partitions(Map<String, String> fields) {
    try {
      return Integer.parseInt(fields.getOrDefault(PARTITIONS, "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
