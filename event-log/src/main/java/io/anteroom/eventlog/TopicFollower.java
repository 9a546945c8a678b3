package io.anteroom.eventlog;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears every committed record of some topics, on a thread of its own. It belongs to no group and
 * keeps no position: each instance hears everything. When it can't go on it starts again where it
 * began; so whoever follows from the beginning, or from some time ago, may hear a record twice, and
 * whoever follows from the end may miss some.
 */
public final class TopicFollower implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);

  /** Returns earlier when there are records. */
  private static final Duration POLL = Duration.ofMillis(200);

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(5);

  /** Where to begin. */
  public sealed interface From {

    /** With the oldest record that is there. */
    record Beginning() implements From {}

    /** With the next record that comes. */
    record End() implements From {}

    /** With the first record whose time is at most so long ago. */
    record Ago(Duration time) implements From {}
  }

  /**
   * A record.
   *
   * @param value empty where the key was taken away
   */
  public record Heard(String topic, long offset, String key, Optional<byte[]> value) {}

  private final String name;
  private final List<String> topics;
  private final From from;
  private final Map<String, Object> settings;
  private final Consumer<Heard> listener;
  private final LevelWatch level = new LevelWatch(System::nanoTime);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile Optional<KafkaConsumer<String, byte[]>> reading = Optional.empty();

  private TopicFollower(
      LogConnection connection,
      String name,
      List<String> topics,
      From from,
      Consumer<Heard> listener) {
    this.name = name;
    this.topics = List.copyOf(topics);
    this.from = from;
    this.settings = settings(connection, name, from);
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  /**
   * Starts, and waits for nothing: topics may be made later.
   *
   * @param name what this client is called in the broker's words
   * @param listener called by one thread, record after record; must not wait for long
   */
  public static TopicFollower start(
      LogConnection connection,
      String name,
      List<String> topics,
      From from,
      Consumer<Heard> listener) {
    TopicFollower follower = new TopicFollower(connection, name, topics, from, listener);
    follower.thread.start();
    return follower;
  }

  private static Map<String, Object> settings(LogConnection connection, String name, From from) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    settings.put(
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        switch (from) {
          case From.Beginning _, From.Ago _ -> "earliest";
          case From.End _ -> "latest";
        });
    return settings;
  }

  /** Says whether it has heard everything that was there a moment ago; never waits. */
  public boolean isLevel() {
    return level.isLevel();
  }

  private void run() {
    try {
      while (!isClosing()) {
        try {
          follow();
        } catch (WakeupException | InterruptException e) {
          log.debug("{} was closed", name);
        } catch (RuntimeException e) {
          log.warn("{} starts again, because it could not go on: {}", name, e.toString());
        }
        level.startAgain();
        var _ = closing.await(TRY_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      log.debug("{} was closed while it waited", name);
    }
  }

  private void follow() {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    reading = Optional.of(consumer);
    try {
      List<TopicPartition> partitions = partitions(consumer);
      if (!partitions.isEmpty()) {
        follow(consumer, partitions);
      }
    } finally {
      reading = Optional.empty();
      consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }
  }

  /** All of them, or none as long as a topic is not there. */
  private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
    Map<String, List<TopicPartition>> known = new HashMap<>();
    consumer
        .listTopics()
        .forEach((topic, partitions) ->
            known.put(
                topic,
                partitions.stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList()));
    if (!known.keySet().containsAll(topics)) {
      log.debug("{} waits for its topics", name);
      return List.of();
    }
    return topics.stream().flatMap(topic -> known.getOrDefault(topic, List.of()).stream()).toList();
  }

  private void follow(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
    consumer.assign(partitions);
    switch (from) {
      case From.Beginning _ -> consumer.seekToBeginning(partitions);
      case From.End _ -> consumer.seekToEnd(partitions);
      case From.Ago(var time) -> seek(consumer, partitions, Instant.now().minus(time));
    }
    // The seeks above happen when somebody asks; what comes from now on must not be passed over.
    partitions.forEach(consumer::position);
    while (!isClosing()) {
      consumer
          .poll(POLL)
          .forEach(heard ->
              listener.accept(
                  new Heard(
                      heard.topic(),
                      heard.offset(),
                      String.valueOf(heard.key()),
                      Optional.ofNullable(heard.value()))));
      level.look(consumer);
    }
  }

  private static void seek(
      KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions, Instant time) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
    consumer
        .offsetsForTimes(times)
        .forEach((partition, first) -> {
          if (first == null) {
            consumer.seekToEnd(List.of(partition));
          } else {
            consumer.seek(partition, first.offset());
          }
        });
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  @Override
  public void close() {
    closing.countDown();
    reading.ifPresent(KafkaConsumer::wakeup);
    try {
      var _ = thread.join(JOIN_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
