package io.anteroom.eventlog;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Asks the leader of each partition of a topic where it ends. Partitions are counted each time:
 * there can be more of them than there were.
 */
final class TopicEnds implements AutoCloseable {

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final String topic;
  private final Admin admin;

  /**
   * Connects in the background.
   *
   * @param client what this client is called in the broker's words
   * @param patience how long to wait for each of two answers of the log, at least 1 s
   */
  TopicEnds(LogConnection connection, String client, String topic, Duration patience) {
    this.topic = topic;
    Map<String, Object> settings = connection.clientSettings();
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, client);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    this.admin = Admin.create(settings);
  }

  /** The end of each partition by its number; fails when the log does not answer in time. */
  CompletionStage<Map<Integer, Long>> read() {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .toCompletionStage()
        .thenCompose(topics -> ends(topics.values()));
  }

  private CompletionStage<Map<Integer, Long>> ends(Collection<TopicDescription> topics) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (TopicDescription described : topics) {
      for (TopicPartitionInfo partition : described.partitions()) {
        latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
      }
    }
    return admin.listOffsets(latest).all().toCompletionStage().thenApply(TopicEnds::byNumber);
  }

  private static Map<Integer, Long> byNumber(Map<TopicPartition, ListOffsetsResultInfo> ends) {
    Map<Integer, Long> byNumber = new HashMap<>();
    ends.forEach((partition, end) -> byNumber.put(partition.partition(), end.offset()));
    return byNumber;
  }

  @Override
  public void close() {
    admin.close(CLOSE_TIMEOUT);
  }
}
