package io.anteroom.streams.mirror;

import io.anteroom.readmodel.LogId;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * The topic of decisions, as its cluster knows it.
 *
 * @param log the ids that cluster and topic were given when they were made
 * @param partitions how many it has
 */
record LogIdentity(LogId log, int partitions) {

  private static final long PATIENCE_SECONDS = 5;

  /**
   * Asks the cluster.
   *
   * @throws ExecutionException if there is no such topic, or the cluster does not say
   */
  static LogIdentity ask(MirrorSettings settings)
      throws ExecutionException, TimeoutException, InterruptedException {
    String topic = settings.topics().roomEvents();
    try (Admin admin = Admin.create(settings.connection().clientSettings())) {
      String cluster = admin.describeCluster().clusterId().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Collection<TopicDescription> described =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .values();
      TopicDescription description = described.iterator().next();
      return new LogIdentity(
          new LogId(cluster + "/" + description.topicId()), description.partitions().size());
    }
  }
}
