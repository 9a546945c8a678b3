package io.anteroom.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BackendsExtension.class)
class JoinLogEndsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Test
  void everyAcknowledgedJoinLiesBelowTheEnds(Backends backends) {
    LogConnection connection = LogConnection.plain(backends.bootstrap());
    Topics topics = new Topics(backends.topicPrefix());
    TopicSetup.ensure(connection, topics.all(3, 1), 1);
    try (JoinLog joins = new JoinLog(connection, topics);
        JoinLogEnds ends = new JoinLogEnds(connection, topics, PATIENCE)) {
      await().until(joins::isReady);
      List<Place> places =
          IntStream.range(0, 100).mapToObj(_ -> joins.append(new EventId("a")).join()).toList();

      PartitionOffsets found = ends.read().toCompletableFuture().join();

      assertThat(found.byPartition()).containsOnlyKeys(0, 1, 2);
      assertThat(places).allMatch(found::isPast);
      assertThat(found.byPartition().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(100);
    }
  }

  @Test
  void failsInTimeWhenTheLogDoesNotAnswer() {
    LogConnection nowhere = LogConnection.plain("localhost:1");
    try (JoinLogEnds ends = new JoinLogEnds(nowhere, new Topics("a."), Duration.ofSeconds(1))) {
      assertThatThrownBy(
              () -> ends.read().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join())
          .hasCauseInstanceOf(LogUnavailableException.class);
    }
  }
}
