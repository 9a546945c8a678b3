package io.anteroom.readmodel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the mirrors of all partitions say of themselves.
 *
 * @param checkpointTexts the checkpoint of each partition, as it stands there; may be anything
 * @param age how far Redis is behind the log at most: the time since the log's end was asked for
 *     and has been reached, in the partition where that is longest; empty if one does not say
 */
record MirrorState(List<String> checkpointTexts, Optional<Duration> age) {

  static final MirrorState NONE = new MirrorState(List.of(), Optional.empty());

  /**
   * Reads a checkpoint and a time for each partition in turn.
   *
   * @param now the time by Redis' clock, in milliseconds
   */
  static MirrorState of(List<String> texts, long now) {
    List<String> checkpoints = new ArrayList<>(texts.size() / 2);
    Optional<Long> oldest = Optional.of(now);
    for (int i = 0; i + 1 < texts.size(); i += 2) {
      checkpoints.add(texts.get(i));
      String shown = texts.get(i + 1);
      oldest =
          shown.isEmpty()
              ? Optional.empty()
              : oldest.map(before -> Math.min(before, Long.parseLong(shown)));
    }
    return new MirrorState(checkpoints, oldest.map(shown -> Duration.ofMillis(now - shown)));
  }

  /** The checkpoint of a partition; empty if there is none, or nobody can read it. */
  Optional<Checkpoint> checkpoint(int partition) {
    return checkpointText(partition).flatMap(Checkpoint::parse);
  }

  /** The text of a partition's checkpoint. */
  Optional<String> checkpointText(int partition) {
    return partition < checkpointTexts.size()
        ? Optional.of(checkpointTexts.get(partition)).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /**
   * The buildings that readers may look at, if every partition of one log is mirrored as far as it
   * was when its building began.
   */
  Optional<LiveMirror> live() {
    Map<Integer, Long> epochs = HashMap.newHashMap(checkpointTexts.size());
    Optional<LogId> log = checkpoint(0).map(Checkpoint::log);
    for (int partition = 0; partition < checkpointTexts.size(); partition++) {
      Optional<Checkpoint> checkpoint = checkpoint(partition);
      if (checkpoint.isEmpty()
          || !checkpoint.get().live()
          || !checkpoint.map(Checkpoint::log).equals(log)) {
        return Optional.empty();
      }
      epochs.put(partition, checkpoint.get().epoch());
    }
    return log.filter(_ -> age.isPresent()).map(known -> new LiveMirror(known, epochs));
  }

  /**
   * A mirror that may be believed.
   *
   * @param log the log that it shows
   * @param epochs the building of each partition
   */
  record LiveMirror(LogId log, Map<Integer, Long> epochs) {

    /** Says whether a room is of these buildings, and not left behind by a former one. */
    boolean has(RoomHint hint) {
      return Optional.of(hint.epoch()).equals(Optional.ofNullable(epochs.get(hint.partition())));
    }
  }
}
