package io.anteroom.audit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the committed records of a broker, one partition after the other, and joins no group. */
final class LogReader implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int BATCH = 20_000;
  private static final int FETCH_BYTES = 4 * 1024 * 1024;
  private static final byte[] NOTHING = {};

  private final String bootstrap;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * @throws UnusableLogException if the address makes no sense
   */
  LogReader(String bootstrap) {
    this.bootstrap = bootstrap;
    try {
      this.consumer =
          new KafkaConsumer<>(
              settings(bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw new UnusableLogException(
          "'" + bootstrap + "' is not the address of a broker: " + rootOf(e).getMessage(), e);
    }
  }

  private static Map<String, Object> settings(String bootstrap) {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrap,
        ConsumerConfig.CLIENT_ID_CONFIG,
        "anteroom-audit",
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "read_committed",
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "none",
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
        false,
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        BATCH,
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        FETCH_BYTES,
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        (int) PATIENCE.toMillis());
  }

  /** What is done with a record; a finding ends the reading. */
  @FunctionalInterface
  interface Taker {
    /** Takes a record; a key or value that is not there is empty. */
    Optional<Finding> take(LogPlace place, byte[] key, byte[] value);
  }

  /**
   * Looks up from where to where a topic reaches now.
   *
   * @throws UnusableLogException if the broker does not answer or has no such topic
   */
  TopicBounds bounds(String topic) {
    try {
      List<TopicPartition> partitions = partitions(topic);
      consumer.assign(partitions); // the client frets over ends of what it does not read
      return new TopicBounds(
          topic,
          byNumber(consumer.beginningOffsets(partitions)),
          byNumber(consumer.endOffsets(partitions)));
    } catch (KafkaException e) {
      throw unreachable(e);
    }
  }

  private List<TopicPartition> partitions(String topic) {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic);
    if (partitions == null || partitions.isEmpty()) {
      throw new UnusableLogException(
          "the broker at %s has no topic '%s'; is --topic-prefix right?"
              .formatted(bootstrap, topic));
    }
    return partitions.stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  private static NavigableMap<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
    NavigableMap<Integer, Long> byNumber = new TreeMap<>();
    offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
    return byNumber;
  }

  /**
   * Reads a partition from its beginning to its end, as the bounds have them.
   *
   * @return the first finding
   * @throws UnusableLogException if the broker stops answering
   */
  Optional<Finding> read(TopicBounds bounds, int partition, Taker taker, Progress progress) {
    TopicPartition topicPartition = new TopicPartition(bounds.topic(), partition);
    long end = bounds.end(partition);
    try {
      consumer.assign(List.of(topicPartition));
      consumer.seek(topicPartition, bounds.beginning(partition).offset());
      long quietSince = System.nanoTime();
      for (long at = position(topicPartition); at < end; ) {
        Optional<Finding> finding = take(consumer.poll(POLL), end, taker);
        if (finding.isPresent()) {
          return finding;
        }
        long next = position(topicPartition);
        progress.passed(Math.min(next, end) - at);
        quietSince = next > at ? System.nanoTime() : quietSince;
        at = next;
        requireSignOfLife(quietSince);
      }
      return Optional.empty();
    } catch (KafkaException e) {
      throw unreachable(e);
    }
  }

  private static Optional<Finding> take(
      ConsumerRecords<byte[], byte[]> records, long end, Taker taker) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.offset() >= end) {
        break;
      }
      LogPlace place = new LogPlace(record.topic(), record.partition(), record.offset());
      Optional<Finding> finding =
          taker.take(place, orNothing(record.key()), orNothing(record.value()));
      if (finding.isPresent()) {
        return finding;
      }
    }
    return Optional.empty();
  }

  private static byte[] orNothing(byte @Nullable [] bytes) {
    return bytes == null ? NOTHING : bytes;
  }

  private long position(TopicPartition partition) {
    return consumer.position(partition);
  }

  private void requireSignOfLife(long quietSince) {
    if (System.nanoTime() - quietSince > PATIENCE.toNanos()) {
      throw new UnusableLogException("the broker at " + bootstrap + " has stopped answering");
    }
  }

  private UnusableLogException unreachable(KafkaException e) {
    return new UnusableLogException(
        "the broker at %s does not answer as it should: %s"
            .formatted(bootstrap, rootOf(e).getMessage()),
        e);
  }

  private static Throwable rootOf(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null ? e : rootOf(cause);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
