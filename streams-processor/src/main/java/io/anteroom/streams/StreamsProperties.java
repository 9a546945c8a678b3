package io.anteroom.streams;

import io.anteroom.contracts.topic.Topics;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How Kafka Streams is set up for both applications. Three things matter: exactly once, a short way
 * from a join to its number, and being back within seconds after a crash.
 */
final class StreamsProperties {

  /** Each commit is a transaction, and nothing is seen before it; part of the wait for a number. */
  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(50);

  /** A poll that waits longer than this would make the 50 ms of spans and commits late. */
  private static final Duration POLL = Duration.ofMillis(10);

  /** When a dead instance's work goes to others. No broker takes less than 6 s unless told so. */
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

  private static final Duration HEARTBEAT = Duration.ofMillis(1500);

  /** Readers wait for the last transaction of a dead instance this long, at most. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(6);

  /** A backlog of joins is read in large bites. */
  private static final int JOINS_A_POLL = 10_000;

  private static final int FETCH_BYTES = 4 * 1024 * 1024;
  private static final int RECORDS_BUFFERED = 20_000;

  /** State that changed since the last commit: rooms, a few kB each. */
  private static final int CACHE_BYTES = 8 * 1024 * 1024;

  private StreamsProperties() {}

  /** The id of an application, which is also that of its consumer group. */
  static String id(Topics topics, String application) {
    return topics.prefix() + application;
  }

  static Properties of(NumberingSettings settings, String application) {
    Properties properties = new Properties();
    properties.putAll(settings.connection().clientSettings());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, id(settings.topics(), application));
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL.toMillis());
    properties.put(StreamsConfig.POLL_MS_CONFIG, POLL.toMillis());
    // Spans and commands need no common order: a room is not to wait for the other topic.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    properties.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replication());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateFolder().toString());
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemory.class);
    properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, RECORDS_BUFFERED);
    consumer(properties, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, JOINS_A_POLL);
    consumer(properties, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    consumer(properties, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(SESSION_TIMEOUT));
    consumer(properties, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(HEARTBEAT));
    consumer(
        properties,
        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
        InstanceName.in(settings.stateFolder()));
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        millis(TRANSACTION_TIMEOUT));
    return properties;
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }

  private static void consumer(Properties properties, String name, Object value) {
    properties.put(StreamsConfig.mainConsumerPrefix(name), value);
  }
}
