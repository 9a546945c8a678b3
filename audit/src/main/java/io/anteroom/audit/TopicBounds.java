package io.anteroom.audit;

import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * From where to where the partitions of a topic reach.
 *
 * @param topic its name, with the prefix
 * @param beginnings first offset that is still there, by partition
 * @param ends offset behind the last committed record, by partition
 */
record TopicBounds(
    String topic, NavigableMap<Integer, Long> beginnings, NavigableMap<Integer, Long> ends) {

  SortedSet<Integer> partitions() {
    return new TreeSet<>(ends.keySet());
  }

  long end(int partition) {
    return ends.getOrDefault(partition, 0L);
  }

  /** The first place of a partition that is still there. */
  LogPlace beginning(int partition) {
    return new LogPlace(topic, partition, beginnings.getOrDefault(partition, 0L));
  }

  /** Says whether the beginning of a partition is gone. */
  boolean isTrimmed(int partition) {
    return beginning(partition).offset() > 0;
  }

  /** Where the partitions begin whose real beginning is gone. */
  List<LogPlace> trimmed() {
    return partitions().stream().filter(this::isTrimmed).map(this::beginning).toList();
  }

  /** How many offsets there are, over all partitions. */
  long length() {
    return partitions().stream().mapToLong(p -> end(p) - beginning(p).offset()).sum();
  }
}
