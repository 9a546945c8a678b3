package io.anteroom.oidc.code;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.LogUnavailableException;
import io.anteroom.eventlog.SharedLog;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BackendsExtension.class)
class UsedCodesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Instant NOW = Instant.ofEpochSecond(1_763_621_000);
  private static final AtomicInteger CODES = new AtomicInteger();

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private LogConnection connection;
  private Topics topics;

  @BeforeEach
  void makeTopics(Backends backends) {
    connection = LogConnection.plain(backends.bootstrap());
    topics = new Topics(backends.topicPrefix());
    TopicSetup.ensure(connection, topics.all(1, 1), 1);
  }

  private UsedCodes replica() {
    return new UsedCodes(connection, topics.usedCodes(), PATIENCE, now::get);
  }

  /** One that nobody has used, and that is good for a minute from the beginning. */
  private static Code code() {
    Grant grant =
        new Grant(
            new EventId("Sample"),
            "shop",
            new RequestId(1, 2),
            "hash",
            Optional.empty(),
            Optional.empty());
    return new Code("code-" + CODES.incrementAndGet(), grant, NOW.plus(Codes.LIFETIME));
  }

  @Test
  void letsOneOfAllReplicasUseACodeOnce() {
    try (UsedCodes one = replica();
        UsedCodes other = replica()) {
      Code code = code();

      assertThat(one.use(code)).isTrue();
      assertThat(one.use(code)).isFalse();
      assertThat(other.use(code)).isFalse();
      assertThat(other.use(code())).isTrue();
    }
  }

  @Test
  void letsOneOfManyUseACodeWhenAllComeAtOnce() throws Exception {
    try (UsedCodes one = replica();
        UsedCodes other = replica();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      await().until(() -> one.isLevel() && other.isLevel());
      for (int round = 0; round < 20; round++) {
        Code code = code();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> uses = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
          UsedCodes replica = i % 2 == 0 ? one : other;
          uses.add(
              threads.submit(() -> {
                start.await();
                return replica.use(code);
              }));
        }
        start.countDown();

        int firsts = 0;
        for (Future<Boolean> use : uses) {
          firsts += use.get() ? 1 : 0;
        }
        assertThat(firsts).isEqualTo(1);
      }
    }
  }

  @Test
  void remembersAfterARestartWithoutWaitingToBeLevel() {
    Code code = code();
    try (UsedCodes before = replica()) {
      assertThat(before.use(code)).isTrue();
    }
    try (UsedCodes later = replica()) {
      assertThat(later.use(code)).isFalse();
    }
  }

  @Test
  void forgetsCodesThatAreOver() {
    try (UsedCodes used = replica()) {
      for (int i = 0; i < 10; i++) {
        used.use(code());
      }
      assertThat(used.size()).isGreaterThanOrEqualTo(10);

      now.set(NOW.plus(Codes.LIFETIME).plusSeconds(540));
      Code fresh = new Code("fresh", code().grant(), now.get().plus(Codes.LIFETIME));

      assertThat(used.use(fresh)).isTrue();
      assertThat(used.size()).isEqualTo(1);
    }
  }

  @Test
  void knowsForMinutesWhetherACodeWasUsedThatIsOver() {
    Code code = code();
    try (UsedCodes used = replica()) {
      assertThat(used.use(code)).isTrue();
      now.set(code.end().plus(CodeUses.KNOWN_BEYOND));
      Code later = code();
      assertThat(used.use(later)).isTrue();

      try (UsedCodes startedLater = replica()) {
        await().until(() -> startedLater.wasUsed(later.id()));
        assertThat(startedLater.wasUsed(code.id())).isTrue();
      }
      assertThat(used.wasUsed(code.id())).isTrue();
    }
  }

  @Test
  void remembersCodesBeyondTheirEndLestAClockIsSetBack() {
    try (UsedCodes used = replica()) {
      Code code = code();
      assertThat(used.use(code)).isTrue();
      now.set(NOW.plusSeconds(100));
      assertThat(used.use(code())).isTrue();

      now.set(NOW);

      assertThat(used.use(code)).isFalse();
    }
  }

  @Test
  void callsNoUseTheFirstThatItDoesNotRemember() {
    try (UsedCodes used = replica()) {
      Code code = code();
      now.set(code.end().plusSeconds(540));

      assertThatThrownBy(() -> used.use(code)).isInstanceOf(LogUnavailableException.class);
    }
  }

  @Test
  void saysThatNobodyKnowsWhileTheLogIsAway() {
    try (UsedCodes used =
        new UsedCodes(
            LogConnection.plain("localhost:1"), "codes", Duration.ofSeconds(1), now::get)) {
      assertThatThrownBy(() -> used.use(code())).isInstanceOf(LogUnavailableException.class);
      assertThat(used.isLevel()).isFalse();
    }
  }

  @Test
  void takesARecordOfALaterReleaseForAUse() {
    Code code = code();
    try (SharedLog later =
        new SharedLog(connection, "later", topics.usedCodes(), PATIENCE, _ -> {})) {
      later.append(code.id(), "{\"type\":\"used_code.v9\"}".getBytes(UTF_8));
    }
    try (UsedCodes used = replica()) {
      assertThat(used.use(code)).isFalse();
    }
  }
}
