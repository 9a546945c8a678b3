package io.anteroom.streams.intake;

import io.anteroom.eventlog.LogConnection;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/** How instances share out the partitions of a topic that one of them reads at a time. */
public final class SharedReading {

  /** When a dead instance's partitions go to others. No broker takes less unless told so. */
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

  private static final Duration HEARTBEAT = Duration.ofMillis(1500);

  /** Longer than what lies between two polls can be held up by another service. */
  private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(2);

  private SharedReading() {}

  /**
   * Settings of a consumer that sees what was committed, and keeps its own account of positions.
   *
   * @param group the name of the group
   * @param member the name of this instance in it, the same after a restart
   */
  public static Map<String, Object> settings(
      LogConnection connection, String group, String member) {
    Map<String, Object> config = connection.clientSettings();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, member);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(SESSION_TIMEOUT));
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(HEARTBEAT));
    config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(MAX_POLL_INTERVAL));
    return config;
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }
}
