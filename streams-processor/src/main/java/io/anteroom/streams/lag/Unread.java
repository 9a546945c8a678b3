package io.anteroom.streams.lag;

import io.anteroom.eventlog.LogConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a consumer group has still to read of a topic, by the positions that it has committed. Looks
 * on from outside, so it knows about a group that stands still, or whose members are elsewhere. For
 * one thread.
 */
final class Unread implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  /** A look takes a few records of each partition, not a backlog. */
  private static final int FETCH_BYTES = 16 * 1024;

  private final Admin admin;
  private final KafkaConsumer<byte[], byte[]> consumer;

  Unread(LogConnection connection) {
    Map<String, Object> asking = connection.clientSettings();
    asking.put(AdminClientConfig.CLIENT_ID_CONFIG, "numbering-lag");
    asking.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    asking.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    this.admin = Admin.create(asking);
    Map<String, Object> reading = connection.clientSettings();
    reading.put(ConsumerConfig.CLIENT_ID_CONFIG, "numbering-lag");
    reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    reading.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    reading.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    reading.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Where a group has to go on in each partition of a topic in which it has something to read.
   *
   * @param from its position by partition
   * @param to the end by partition
   */
  record Stretch(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {

    long records() {
      return from.entrySet().stream()
          .mapToLong(start -> to.getOrDefault(start.getKey(), 0L) - start.getValue())
          .sum();
    }
  }

  /**
   * Compares positions with ends.
   *
   * @throws ExecutionException if the log does not say
   */
  Stretch of(String group, String topic)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(known -> new TopicPartition(topic, known.partition()))
            .toList();
    Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, Long> from = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata position = committed.get(partition);
      long next = position == null ? starts.getOrDefault(partition, 0L) : position.offset();
      if (next < ends.getOrDefault(partition, 0L)) {
        from.put(partition, next);
      }
    }
    return new Stretch(from, ends);
  }

  /** Not by the consumer: it complains of each partition that it does not read. */
  private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    answer(admin.listOffsets(asked, committed).all())
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  private static <T> T answer(KafkaFuture<T> asked)
      throws ExecutionException, InterruptedException, TimeoutException {
    return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The first records of each partition of a stretch, as many as come with the first fetch. */
  List<ConsumerRecord<byte[], byte[]>> first(Stretch stretch) {
    consumer.assign(stretch.from().keySet());
    stretch.from().forEach(consumer::seek);
    Set<TopicPartition> waiting = new HashSet<>(stretch.from().keySet());
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!waiting.isEmpty() && System.nanoTime() < deadline) {
      consumer.poll(POLL).forEach(records::add);
      waiting.removeIf(partition -> isRead(partition, stretch, records));
    }
    return records;
  }

  /** Behind the last record there may still be the marker of a transaction. */
  private boolean isRead(
      TopicPartition partition,
      Stretch stretch,
      Collection<ConsumerRecord<byte[], byte[]>> records) {
    return consumer.position(partition) >= stretch.to().getOrDefault(partition, 0L)
        || records.stream().anyMatch(record -> record.partition() == partition.partition());
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    admin.close(CLOSE_TIMEOUT);
  }
}
