package io.anteroom.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.log.JoinRecord;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.Issuer;
import io.anteroom.eventlog.CommandClient;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole way of joins to their numbers, on a real broker, in a process that gets killed. */
@ExtendWith(BackendsExtension.class)
@Timeout(600)
class PipelineIT {

  private static final Logger LOG = LoggerFactory.getLogger(PipelineIT.class);
  private static final EventId RED = new EventId("red");
  private static final EventId BLUE = new EventId("blue");
  static final int PARTITIONS = 4;
  static final int ROOM_PARTITIONS = 2;

  private static final int JOINS = 200_000;
  private static final int KILLS = 4;
  private static final int LONGEST_RUN = 400;

  private static final int PAUSE_AFTER_A_RUN = 5;
  private static final Duration RECOVERY = Duration.ofMinutes(2);

  private final Backends backends;
  private final Topics topics;
  private final LogConnection log;
  @TempDir private Path folder;

  PipelineIT(Backends backends) {
    this.backends = backends;
    this.topics = new Topics(backends.topicPrefix());
    this.log = LogConnection.plain(backends.bootstrap());
  }

  @BeforeEach
  void makeTopics() {
    TopicSetup.ensure(log, topics.all(PARTITIONS, ROOM_PARTITIONS), 1);
  }

  @Test
  void numbersEveryJoinOnceAlthoughTheProcessorIsKilledAgainAndAgain() throws Exception {
    try (ProcessorProcess processor = new ProcessorProcess(backends, folder);
        NumberedLog numbered = new NumberedLog(log, topics)) {
      make(RED);
      make(BLUE);
      CountDownLatch[] kills = new CountDownLatch[KILLS];
      Arrays.setAll(kills, _ -> new CountDownLatch(1));
      CompletableFuture<Void> killer =
          CompletableFuture.runAsync(() -> kill(processor, numbered, kills));
      Map<EventId, Set<Place>> acknowledged = join(kills);
      killer.join();

      Awaitility.await().atMost(RECOVERY).until(() -> numbered.read() >= JOINS);
      numbered.settle();

      assertThat(numbered.breaches()).isEmpty();
      assertThat(numbered.places(RED)).isEqualTo(acknowledged.get(RED));
      assertThat(numbered.places(BLUE)).isEqualTo(acknowledged.get(BLUE));
      assertThat(acknowledged.get(RED).size() + acknowledged.get(BLUE).size()).isEqualTo(JOINS);
    }
  }

  private void make(EventId eventId) {
    RoomSettings settings = RoomSettings.defaults(new Issuer("https://wait.example"));
    try (CommandClient client = new CommandClient(log, topics, Duration.ofSeconds(30))) {
      assertThat(client.waitUntilReady(Duration.ofSeconds(30))).isTrue();
      CommandReply reply =
          client
              .ask(
                  new Command.ConfigureRoom(
                      eventId,
                      SettingsChange.to(settings),
                      settings.issuer(),
                      PartitionOffsets.ZERO),
                  Optional.empty())
              .join();
      assertThat(reply.answer()).isInstanceOf(CommandReply.Accepted.class);
    }
  }

  /** Kills the processor each time it has numbered something since it was started. */
  private static void kill(
      ProcessorProcess processor, NumberedLog numbered, CountDownLatch[] kills) {
    long before = 0;
    long started = System.nanoTime();
    for (CountDownLatch kill : kills) {
      long last = before;
      Awaitility.await()
          .atMost(RECOVERY)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> numbered.read() > last);
      LOG.info("numbers {} ms after a start", (System.nanoTime() - started) / 1_000_000);
      started = System.nanoTime();
      processor.killAndStartAgain();
      numbered.settle();
      before = numbered.read();
      kill.countDown();
    }
  }

  /**
   * Rooms take turns in all partitions, in runs of chance length, so that spans are cut often. Each
   * part of the joins begins when its kill has been done, so all kills meet the processor at work.
   */
  private Map<EventId, Set<Place>> join(CountDownLatch[] kills) throws InterruptedException {
    SplittableRandom chance = new SplittableRandom(42);
    Map<EventId, Set<Place>> acknowledged = new HashMap<>();
    List.of(RED, BLUE).forEach(room -> acknowledged.put(room, ConcurrentHashMap.newKeySet()));
    Map<EventId, byte[]> values = Map.of(RED, JoinRecord.write(RED), BLUE, JoinRecord.write(BLUE));
    int part = JOINS / (KILLS + 1);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int sent = 0, run; sent < JOINS; sent += run) {
        if (sent >= part && sent % part < LONGEST_RUN) {
          assertThat(
                  kills[Math.min(sent / part, KILLS) - 1].await(
                      RECOVERY.toSeconds(), TimeUnit.SECONDS))
              .isTrue();
        }
        EventId room = chance.nextBoolean() ? RED : BLUE;
        int partition = chance.nextInt(PARTITIONS);
        run = Math.min(chance.nextInt(1, LONGEST_RUN), JOINS - sent);
        for (int i = 0; i < run; i++) {
          var _ =
              producer.send(
                  new ProducerRecord<>(topics.joins(), partition, null, values.get(room)),
                  (taken, _) ->
                      acknowledged.get(room).add(new Place(taken.partition(), taken.offset())));
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_A_RUN);
      }
    }
    return acknowledged;
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        log.clientSettings(), new ByteArraySerializer(), new ByteArraySerializer());
  }
}
