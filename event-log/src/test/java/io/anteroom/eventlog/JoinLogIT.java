package io.anteroom.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.anteroom.backends.BrokerSettings;
import io.anteroom.backends.ProcessBroker;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinLogIT {

  private static final EventId ROOM = new EventId("Sample");
  private static final Topics TOPICS = new Topics("JoinLogIT.");
  private static final int PARTITIONS = 4;
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path state;
  private static ProcessBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = ProcessBroker.start(BrokerSettings.in(state));
    TopicSetup.ensure(
        LogConnection.plain(broker.bootstrap()), TOPICS.all(PARTITIONS, PARTITIONS), 1);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void givesEachJoinAPlaceOfItsOwnWithoutGaps() {
    try (JoinLog log = reachedLog()) {
      List<CompletableFuture<Place>> joins =
          IntStream.range(0, 10_000).mapToObj(_ -> log.append(ROOM)).toList();

      List<Place> places = joins.stream().map(CompletableFuture::join).toList();

      assertThat(places).doesNotHaveDuplicates();
      places.stream()
          .collect(Collectors.groupingBy(Place::partition))
          .values()
          .forEach(JoinLogIT::assertNoGap);
    }
  }

  private static void assertNoGap(List<Place> ofOnePartition) {
    long first = ofOnePartition.stream().min(Comparator.naturalOrder()).orElseThrow().offset();
    long last = ofOnePartition.stream().max(Comparator.naturalOrder()).orElseThrow().offset();
    assertThat(last - first + 1).isEqualTo(ofOnePartition.size());
  }

  @Test
  void failsWithinTwoSecondsWhileTheBrokerIsAwayAndRecoversByItself() {
    try (JoinLog log = reachedLog()) {
      log.append(ROOM).join();

      broker.kill();
      CompletableFuture<Place> refused = log.append(ROOM);

      await()
          .atMost(TWO_SECONDS)
          .untilAsserted(() -> {
            assertThat(refused).isDone();
            assertThatThrownBy(refused::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(LogUnavailableException.class);
          });

      broker.restart();
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(log.append(ROOM).join()).isNotNull());
    }
  }

  @Test
  void failsAtOnceBeforeTheLogWasReached() {
    try (JoinLog log = new JoinLog(LogConnection.plain("127.0.0.1:1"), TOPICS)) {
      assertThat(log.append(ROOM)).isCompletedExceptionally();
      assertThat(log.isReady()).isFalse();
    }
  }

  private static JoinLog reachedLog() {
    JoinLog log = new JoinLog(LogConnection.plain(broker.bootstrap()), TOPICS);
    await().atMost(PATIENCE).until(log::isReady);
    return log;
  }
}
