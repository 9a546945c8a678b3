package io.anteroom.eventlog;

import io.anteroom.contracts.topic.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics of the catalogue that are not there yet; leaves the others as they are. */
public final class TopicSetup {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private TopicSetup() {}

  /**
   * Makes what is missing, and checks the partitions of what is there.
   *
   * @param replication copies of each partition, 1 to the number of brokers
   * @throws LogUnavailableException if the log can't be reached, refuses a topic, or has one with
   *     another number of partitions
   */
  public static void ensure(LogConnection connection, List<TopicSpec> specs, int replication) {
    try (Admin admin = Admin.create(connection.clientSettings())) {
      Set<String> present =
          admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      requireSamePartitions(
          admin, specs.stream().filter(spec -> present.contains(spec.name())).toList());
      List<NewTopic> missing =
          specs.stream()
              .filter(spec -> !present.contains(spec.name()))
              .map(spec -> newTopic(spec, replication))
              .toList();
      Map<String, KafkaFuture<Void>> made = admin.createTopics(missing).values();
      for (Map.Entry<String, KafkaFuture<Void>> topic : made.entrySet()) {
        awaitMade(topic.getKey(), topic.getValue());
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new LogUnavailableException("the topics could not be listed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted while making topics", e);
    }
  }

  /**
   * Rooms are spread by the number of partitions: with another one, a room would have two homes.
   */
  private static void requireSamePartitions(Admin admin, List<TopicSpec> specs)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<String, TopicDescription> topics =
        admin
            .describeTopics(specs.stream().map(TopicSpec::name).toList())
            .allTopicNames()
            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    for (TopicSpec spec : specs) {
      int partitions = Objects.requireNonNull(topics.get(spec.name())).partitions().size();
      if (partitions != spec.partitions()) {
        throw new LogUnavailableException(
            ("topic %s has %d partitions and must have %d: set anteroom.streams.join-partitions or"
                    + " anteroom.streams.room-partitions to what it has, or make it anew")
                .formatted(spec.name(), partitions, spec.partitions()));
      }
    }
  }

  private static NewTopic newTopic(TopicSpec spec, int replication) {
    return new NewTopic(spec.name(), spec.partitions(), (short) replication)
        .configs(spec.settings());
  }

  private static void awaitMade(String topic, KafkaFuture<Void> made)
      throws InterruptedException, TimeoutException {
    try {
      made.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      boolean madeBySomebodyElse = e.getCause() instanceof TopicExistsException;
      if (!madeBySomebodyElse) {
        throw new LogUnavailableException("topic " + topic + " could not be made", e);
      }
    }
  }
}
