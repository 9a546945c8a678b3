package io.anteroom.streams.sequence;

import io.anteroom.contracts.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Where an answer goes, in the words of spring-kafka's request and reply: a partition of the
 * replies topic, which its asker reads, and a correlation id, by which the asker knows it again.
 *
 * @param partition partition of the replies topic, 0 to {@link Topics#REPLY_PARTITIONS} - 1
 * @param correlation the header with the correlation id, as it came
 */
record ReplyAddress(int partition, Header correlation) {

  /** Longer than any correlation id that spring-kafka makes (16 bytes) or a person would. */
  private static final int MAX_CORRELATION_ID = 256;

  /** The address on a command; empty if there is none, or one that can't be meant for us. */
  static Optional<ReplyAddress> of(Headers headers, String repliesTopic) {
    byte[] topic = value(headers, KafkaHeaders.REPLY_TOPIC);
    byte[] partition = value(headers, KafkaHeaders.REPLY_PARTITION);
    Header correlation = headers.lastHeader(KafkaHeaders.CORRELATION_ID);
    if (topic != null && !repliesTopic.equals(new String(topic, StandardCharsets.UTF_8))) {
      return Optional.empty();
    }
    if (partition == null || partition.length != Integer.BYTES) {
      return Optional.empty();
    }
    if (correlation == null || !isCorrelationId(correlation.value())) {
      return Optional.empty();
    }
    return Optional.of(new ReplyAddress(ByteBuffer.wrap(partition).getInt(), correlation))
        .filter(address -> address.isIn(Topics.REPLY_PARTITIONS));
  }

  private static byte @Nullable [] value(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : header.value();
  }

  private static boolean isCorrelationId(byte @Nullable [] id) {
    return id != null && id.length <= MAX_CORRELATION_ID;
  }

  private boolean isIn(int partitions) {
    return partition >= 0 && partition < partitions;
  }

  Headers headers() {
    return new RecordHeaders().add(correlation);
  }

  /** The key of the answer: its partition, since a partitioner sees no headers. */
  byte[] key() {
    return ByteBuffer.allocate(Integer.BYTES).putInt(partition).array();
  }

  /** The partition in a {@link #key}; none, so that the answer is dropped, if it is not there. */
  static Optional<Set<Integer>> partitions(
      String topic, byte[] key, byte[] value, int partitionsOfTopic) {
    int partition = ByteBuffer.wrap(key).getInt();
    return Optional.of(partition < partitionsOfTopic ? Set.of(partition) : Set.of());
  }
}
