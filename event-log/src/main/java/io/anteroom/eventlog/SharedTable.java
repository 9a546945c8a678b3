package io.anteroom.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A few values that all replicas of a service share: a compacted topic of one partition, held in
 * memory by each of them. The last one to write has the say. Safe for use by many threads.
 */
public final class SharedTable implements AutoCloseable {

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final String topic;
  private final Duration patience;
  private final Map<String, byte[]> values = new ConcurrentHashMap<>();

  /** Writes that are not read back yet, by their places in the topic. */
  private final ConcurrentSkipListMap<Long, CompletableFuture<Void>> writes =
      new ConcurrentSkipListMap<>();

  private final KafkaProducer<String, byte[]> producer;
  private final TopicFollower follower;
  private volatile long readTo = -1;

  /**
   * Connects in the background.
   *
   * @param name what this client is called in the broker's words
   * @param patience how long a write may take, at least 1 s
   */
  public SharedTable(LogConnection connection, String name, String topic, Duration patience) {
    this.topic = topic;
    this.patience = patience;
    this.producer = new KafkaProducer<>(producerSettings(connection, name, patience));
    this.follower =
        TopicFollower.start(
            connection, name, List.of(topic), TopicFollower.From.BEGINNING, this::take);
  }

  private static Map<String, Object> producerSettings(
      LogConnection connection, String name, Duration patience) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, name);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0L);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_TIMEOUT.toMillis());
    return settings;
  }

  /** Says whether the values here are those that everybody had a moment ago; never waits. */
  public boolean isLevel() {
    return follower.isLevel();
  }

  /** The value of a key, if it has one; the caller must not change the bytes. */
  public Optional<byte[]> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /**
   * Gives a key another value, and waits until {@link #get} shows it, or a later one, here; soon
   * afterwards the others see it too.
   *
   * @throws LogUnavailableException if that takes too long; the value may be written all the same
   */
  public void put(String key, byte[] value) {
    CompletableFuture<Void> seen = new CompletableFuture<>();
    try {
      var _ =
          producer.send(
              new ProducerRecord<>(topic, key, value),
              (written, failure) -> written(seen, written, failure));
      seen.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new LogUnavailableException("the log did not take a value in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted while writing to the log", e);
    } finally {
      seen.cancel(false);
    }
  }

  private void written(
      CompletableFuture<Void> seen, RecordMetadata written, @Nullable Exception failure) {
    if (failure != null) {
      seen.completeExceptionally(failure);
      return;
    }
    writes.put(written.offset(), seen);
    var _ = seen.whenComplete((_, _) -> writes.remove(written.offset()));
    // It may have been read before it was noted that somebody waits for it.
    complete(readTo);
  }

  private void take(TopicFollower.Heard heard) {
    heard
        .value()
        .ifPresentOrElse(value -> values.put(heard.key(), value), () -> values.remove(heard.key()));
    readTo = heard.offset();
    complete(heard.offset());
  }

  private void complete(long read) {
    List.copyOf(writes.headMap(read, true).values()).forEach(seen -> seen.complete(null));
  }

  @Override
  public void close() {
    follower.close();
    producer.close(CLOSE_TIMEOUT);
  }
}
