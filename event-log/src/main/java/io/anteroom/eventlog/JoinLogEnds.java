package io.anteroom.eventlog;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.PartitionOffsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Knows where the joins topic ends: every join that was acknowledged before the question lies
 * below. Safe for use by many threads.
 */
public final class JoinLogEnds implements AutoCloseable {

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final String joins;
  private final Admin admin;

  /**
   * Connects in the background.
   *
   * @param patience how long to wait for each of two answers of the log, at least 1 s
   */
  public JoinLogEnds(LogConnection connection, Topics topics, Duration patience) {
    this.joins = topics.joins();
    Map<String, Object> settings = connection.clientSettings();
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "join-log-ends");
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    this.admin = Admin.create(settings);
  }

  /**
   * Asks the log.
   *
   * @return the end of each partition; fails with {@link LogUnavailableException} when the log does
   *     not answer in time
   */
  public CompletionStage<PartitionOffsets> read() {
    return admin
        .describeTopics(List.of(joins))
        .allTopicNames()
        .toCompletionStage()
        .thenCompose(topics -> ends(topics.values()))
        .exceptionally(failure -> {
          throw new CompletionException(
              new LogUnavailableException("the ends of the joins could not be read", failure));
        });
  }

  /** Partitions are counted each time: there can be more of them than there were. */
  private CompletionStage<PartitionOffsets> ends(Collection<TopicDescription> topics) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (TopicDescription topic : topics) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        latest.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
      }
    }
    return admin.listOffsets(latest).all().toCompletionStage().thenApply(JoinLogEnds::offsets);
  }

  private static PartitionOffsets offsets(Map<TopicPartition, ListOffsetsResultInfo> ends) {
    Map<Integer, Long> byNumber = new HashMap<>();
    ends.forEach((partition, end) -> byNumber.put(partition.partition(), end.offset()));
    return new PartitionOffsets(byNumber);
  }

  @Override
  public void close() {
    admin.close(CLOSE_TIMEOUT);
  }
}
