package io.anteroom.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic of one partition that all replicas of a service write, and hear from its beginning, in
 * the same order. Whoever writes waits until he has heard himself, and so has heard all that was
 * written before. Safe for use by many threads.
 */
public final class SharedLog implements AutoCloseable {

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final String topic;
  private final Duration patience;
  private final Consumer<TopicFollower.Heard> listener;

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
   * @param listener called by one thread, record after record, and perhaps before the constructor
   *     returns; hears records again where the connection was broken
   */
  public SharedLog(
      LogConnection connection,
      String name,
      String topic,
      Duration patience,
      Consumer<TopicFollower.Heard> listener) {
    this.topic = topic;
    this.patience = patience;
    this.listener = listener;
    this.producer = new KafkaProducer<>(producerSettings(connection, name, patience));
    this.follower =
        TopicFollower.start(
            connection, name, List.of(topic), new TopicFollower.From.Beginning(), this::take);
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

  /** Says whether everything was heard that was there a moment ago; never waits. */
  public boolean isLevel() {
    return follower.isLevel();
  }

  /**
   * Writes a record, and waits until the listener has heard it here; soon afterwards the others
   * hear it too.
   *
   * @throws LogUnavailableException if that takes too long; the record may be written all the same
   */
  public void append(String key, byte[] value) {
    CompletableFuture<Void> heard = new CompletableFuture<>();
    try {
      var _ =
          producer.send(
              new ProducerRecord<>(topic, key, value),
              (written, failure) -> written(heard, written, failure));
      heard.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new LogUnavailableException("the log did not take a value in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted while writing to the log", e);
    } finally {
      heard.cancel(false);
    }
  }

  private void written(
      CompletableFuture<Void> heard, RecordMetadata written, @Nullable Exception failure) {
    if (failure != null) {
      heard.completeExceptionally(failure);
      return;
    }
    writes.put(written.offset(), heard);
    var _ = heard.whenComplete((_, _) -> writes.remove(written.offset()));
    // It may have been read before it was noted that somebody waits for it.
    complete(readTo);
  }

  private void take(TopicFollower.Heard heard) {
    listener.accept(heard);
    readTo = heard.offset();
    complete(heard.offset());
  }

  private void complete(long read) {
    List.copyOf(writes.headMap(read, true).values()).forEach(heard -> heard.complete(null));
  }

  @Override
  public void close() {
    follower.close();
    producer.close(CLOSE_TIMEOUT);
  }
}
