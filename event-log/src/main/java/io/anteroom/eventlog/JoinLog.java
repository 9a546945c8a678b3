package io.anteroom.eventlog;

import io.anteroom.contracts.log.JoinRecord;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Appends joins to the log. The place that comes back is the ticket: the log gives it once and
 * keeps it.
 *
 * <p>Every replica that must have the record has it before a join is acknowledged. Records are not
 * part of transactions, so that offsets have no gaps. {@link #append} never blocks for long: it
 * fails at once while the partitions of the topic are not known, and the caller bounds how many
 * joins are under way. Safe for use by many threads.
 */
public final class JoinLog implements AutoCloseable {

  /** The longest wait for the log to take a join: an answer must be there within 2 s. */
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);

  /** Waits this long for company in a batch: dozens of joins share one request in a burst. */
  private static final Duration LINGER = Duration.ofMillis(2);

  private static final int BATCH_BYTES = 256 * 1024;
  private static final Duration METADATA_RETRY = Duration.ofMillis(200);
  private static final Duration METADATA_REFRESH = Duration.ofSeconds(30);

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final StickyPartitions sticky = new StickyPartitions();
  private final ConcurrentMap<EventId, byte[]> values = new ConcurrentHashMap<>();
  private final ScheduledExecutorService metadata =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("join-log-metadata").factory());
  private volatile int partitions;

  /** Connects in the background; see {@link #isReady}. */
  public JoinLog(LogConnection connection, Topics topics) {
    this.topic = topics.joins();
    this.producer = new KafkaProducer<>(settings(connection));
    metadata.execute(this::refreshPartitions);
  }

  private static Map<String, Object> settings(LogConnection connection) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "join-log");
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER.toMillis());
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_TIMEOUT.toMillis());
    settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20L);
    // The topic is never forgotten in a quiet hour: a first join would block to look it up again.
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
    return settings;
  }

  private void refreshPartitions() {
    Duration next = METADATA_REFRESH;
    try {
      partitions = producer.partitionsFor(topic).size();
    } catch (KafkaException e) {
      next = METADATA_RETRY;
    }
    if (!metadata.isShutdown()) {
      var _ = metadata.schedule(this::refreshPartitions, next.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Says whether the log has been reached, so that joins can be taken. */
  public boolean isReady() {
    return partitions > 0;
  }

  /**
   * Appends a join.
   *
   * @return its place, once the log has acknowledged it; fails with {@link LogUnavailableException}
   *     within 2 s otherwise
   */
  public CompletableFuture<Place> append(EventId eventId) {
    int count = partitions;
    if (count == 0) {
      return CompletableFuture.failedFuture(
          new LogUnavailableException("the log has not been reached yet"));
    }
    CompletableFuture<Place> place = new CompletableFuture<>();
    int partition = sticky.partitionFor(eventId, System.currentTimeMillis(), count);
    byte[] value = values.computeIfAbsent(eventId, JoinRecord::write);
    try {
      var _ =
          producer.send(
              new ProducerRecord<>(topic, partition, null, value),
              (taken, failure) -> complete(place, taken, failure));
    } catch (KafkaException e) {
      place.completeExceptionally(unavailable(e));
    }
    return place;
  }

  private static void complete(
      CompletableFuture<Place> place, RecordMetadata taken, @Nullable Exception failure) {
    if (failure != null) {
      place.completeExceptionally(unavailable(failure));
    } else if (taken.hasOffset()) {
      place.complete(new Place(taken.partition(), taken.offset()));
    } else {
      // A batch sent again so late that the broker only remembers having it, but not where.
      place.completeExceptionally(
          new LogUnavailableException("the log took the join but does not say where"));
    }
  }

  private static LogUnavailableException unavailable(Exception cause) {
    return new LogUnavailableException("the log did not take the join", cause);
  }

  /** Waits for joins under way, at most as long as one may take. */
  @Override
  public void close() {
    metadata.shutdownNow();
    producer.close(PATIENCE);
  }
}
