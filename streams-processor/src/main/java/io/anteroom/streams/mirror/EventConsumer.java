package io.anteroom.streams.mirror;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * How the log of decisions is read. Where to go on is Redis' to say, so the group is there only to
 * share out partitions: it commits nothing and never guesses a position.
 */
final class EventConsumer {

  /** A batch: at most this many events go to Redis in one script, some 5 ms of its time. */
  private static final int EVENTS_A_POLL = 2_000;

  /** When a dead instance's partitions go to others. No broker takes less unless told so. */
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

  private static final Duration HEARTBEAT = Duration.ofMillis(1500);

  /** Longer than Redis can hold up one poll's partitions. */
  private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(2);

  private EventConsumer() {}

  static Consumer<String, byte[]> of(MirrorSettings settings) {
    Map<String, Object> config = settings.connection().clientSettings();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.topics().prefix() + "mirror");
    config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.member());
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, EVENTS_A_POLL);
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(SESSION_TIMEOUT));
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(HEARTBEAT));
    config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(MAX_POLL_INTERVAL));
    return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }
}
