package io.anteroom.streams.bridge;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How far one partition of the log is on its way to the bus. What is settled may run ahead of what
 * is not; the position that counts is behind neither.
 */
final class Journey {

  /** The time of each record that is read and not settled, by its offset. */
  private final TreeMap<Long, Long> open = new TreeMap<>();

  private long committed = -1;
  private long last;

  void began(ConsumerRecord<?, ?> record) {
    open.put(record.offset(), record.timestamp());
    last = record.offset();
  }

  void settled(long offset) {
    open.remove(offset);
  }

  /**
   * Everything below is settled.
   *
   * @param readTo the first offset that is not read
   */
  long settledTo(long readTo) {
    return open.isEmpty() ? readTo : open.firstKey();
  }

  /** How far reading is ahead of what is settled, up to the last record for the bus. */
  long ahead() {
    return open.isEmpty() ? 0 : last - open.firstKey();
  }

  boolean isToCommit(long position) {
    return position != committed;
  }

  void committed(long position) {
    committed = position;
  }

  /** How long the oldest open record has waited. */
  Duration waiting(long nowMillis) {
    Map.Entry<Long, Long> oldest = open.firstEntry();
    return oldest == null
        ? Duration.ZERO
        : Duration.ofMillis(Math.max(nowMillis - oldest.getValue(), 0));
  }
}
