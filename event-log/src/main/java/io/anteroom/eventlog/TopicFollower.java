package io.anteroom.eventlog;

import java.time.Duration;
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
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears every committed record of some topics, on a thread of its own. It belongs to no group and
 * keeps no position: each instance hears everything. When it can't go on it starts again where it
 * began; so whoever follows from the beginning may hear a record twice, and whoever follows from
 * the end may miss some.
 */
public final class TopicFollower implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);

  /** Returns earlier when there are records. */
  private static final Duration POLL = Duration.ofMillis(200);

  private static final Duration ASK_EVERY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** One question that got lost is no outage: two in a row are. */
  private static final Duration GOOD_FOR = Duration.ofSeconds(6);

  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(5);

  /** Where to begin. */
  public enum From {
    /** With the oldest record that is there. */
    BEGINNING,
    /** With the next record that comes. */
    END
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
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile Optional<KafkaConsumer<String, byte[]>> reading = Optional.empty();

  /** When everything that was there had been heard, by {@link System#nanoTime}. */
  private volatile Optional<Long> levelAt = Optional.empty();

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
          case BEGINNING -> "earliest";
          case END -> "latest";
        });
    return settings;
  }

  /** Says whether it has heard everything that was there a moment ago; never waits. */
  public boolean isLevel() {
    return levelAt.filter(nanos -> System.nanoTime() - nanos <= GOOD_FOR.toNanos()).isPresent();
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
        levelAt = Optional.empty();
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
      case BEGINNING -> consumer.seekToBeginning(partitions);
      case END -> consumer.seekToEnd(partitions);
    }
    // The seeks above happen when somebody asks; what comes from now on must not be passed over.
    partitions.forEach(consumer::position);
    long askAt = System.nanoTime();
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
      if (System.nanoTime() - askAt >= 0) {
        askForEnds(consumer, partitions);
        askAt = System.nanoTime() + ASK_EVERY.toNanos();
      }
    }
  }

  private void askForEnds(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
    long asked = System.nanoTime();
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      if (ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue())) {
        levelAt = Optional.of(asked);
      }
    } catch (TimeoutException e) {
      log.debug("{} does not know where the log ends: {}", name, e.getMessage());
    }
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
