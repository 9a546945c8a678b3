package io.anteroom.streams.bridge;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How the log of decisions is read for the bus. The group keeps how far the bus has been told. */
final class BridgeConsumer {

  private static final int RECORDS_A_POLL = 500;

  /** When a dead instance's partitions go to others. No broker takes less unless told so. */
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

  private static final Duration HEARTBEAT = Duration.ofMillis(1500);

  /** Longer than a round of calls and everything that the log can hold up. */
  private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(2);

  private BridgeConsumer() {}

  static Consumer<byte[], byte[]> of(BridgeSettings settings) {
    Map<String, Object> config = settings.connection().clientSettings();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.topics().prefix() + "bridge");
    config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.member());
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // A group that is new, or was away for so long that the broker forgot it, starts at the first
    // event: the bus may hear a thing twice, but never miss one.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL);
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(SESSION_TIMEOUT));
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(HEARTBEAT));
    config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(MAX_POLL_INTERVAL));
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }
}
