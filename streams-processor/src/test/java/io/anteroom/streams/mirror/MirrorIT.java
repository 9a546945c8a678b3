package io.anteroom.streams.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.backends.RedisServer;
import io.anteroom.backends.RedisSettings;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.Standing;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.RoomView;
import io.anteroom.readmodel.RoomViews;
import io.anteroom.readmodel.RoomViewsSettings;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(BackendsExtension.class)
final class MirrorIT {

  private static final AtomicInteger TESTS = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration USABLE_FOR = Duration.ofSeconds(2);
  private static final RoomViewsSettings VIEWS =
      new RoomViewsSettings(Duration.ofMillis(50), USABLE_FOR);

  private final Backends backends;
  private final Topics topics;
  private RedisServer redis;
  private RoomEventsLog log;
  private Mirror mirror;
  private RoomViews views;

  MirrorIT(Backends backends) {
    this.backends = backends;
    this.topics = new Topics(backends.topicPrefix() + TESTS.incrementAndGet() + ".");
  }

  @BeforeEach
  void start(@TempDir Path folder) {
    TopicSetup.ensure(LogConnection.plain(backends.bootstrap()), topics.all(1, 2), 1);
    redis = RedisServer.start(RedisSettings.in(folder));
    log = new RoomEventsLog(backends.bootstrap(), topics.roomEvents());
    mirror = startMirror();
    views = RoomViews.start(URI.create(redis.url()), VIEWS);
  }

  @AfterEach
  void stop() {
    views.close();
    mirror.close();
    log.close();
    redis.close();
  }

  private Mirror startMirror() {
    return startMirror("one");
  }

  private Mirror startMirror(String member) {
    LogConnection connection = LogConnection.plain(backends.bootstrap());
    return Mirror.start(new MirrorSettings(connection, topics, URI.create(redis.url()), member));
  }

  private void awaitRoom(String room) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(() -> assertThat(view(room).room()).isEqualTo(log.room(room)));
  }

  private RoomView view(String room) {
    RoomAnswer answer = views.room(new EventId(room));
    assertThat(answer).isInstanceOf(RoomAnswer.Known.class);
    return ((RoomAnswer.Known) answer).view();
  }

  private void assertNumber(String room, int partition, long offset, long number) {
    assertThat(view(room).standing(new Place(partition, offset), Instant.EPOCH))
        .isInstanceOfSatisfying(
            Standing.Numbered.class,
            numbered -> assertThat(numbered.number()).isEqualTo(new QueueNumber(number)));
  }

  @Test
  void showsAnEmptyLogAsNoRooms() {
    await().atMost(PATIENCE).until(() -> views.usable() && mirror.isLive());
    assertThat(views.room(new EventId("A"))).isInstanceOf(RoomAnswer.Unknown.class);
  }

  @Test
  void showsWhatIsCommittedAndNothingElse() {
    log.begin().make("A").joined("A", 0, 0, 9).commit();
    awaitRoom("A");
    Room committed = log.room("A");
    log.begin().served("A", 5);
    log.send("B", "not json".getBytes(StandardCharsets.UTF_8)); // nobody will ever see it
    Duration aWhile = Duration.ofMillis(400);
    await()
        .during(aWhile)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(view("A").room()).isEqualTo(committed));
    log.abort();
    assertThat(mirror.isLive()).isTrue();
  }

  @Test
  void showsRoomsOfAllPartitions() {
    log.begin();
    for (int i = 0; i < 20; i++) {
      log.make("room-" + i).joined("room-" + i, 0, i * 10L, i * 10L + 9).served("room-" + i, i);
    }
    log.commit();
    for (int i = 0; i < 20; i++) {
      awaitRoom("room-" + i);
      assertNumber("room-" + i, 0, i * 10L + 4, 5);
    }
  }

  @Test
  void goesOnAfterARestart() {
    log.begin().make("A").joined("A", 0, 0, 9).commit();
    awaitRoom("A");
    mirror.close();
    log.begin().joined("A", 0, 10, 19).later(2000).joined("A", 0, 20, 29).commit();
    mirror = startMirror();
    awaitRoom("A");
    assertNumber("A", 0, 25, 26);
  }

  @Test
  void showsAResetAtOnce() {
    log.begin().make("A").joined("A", 0, 0, 9).served("A", 3).token("A", 0, 1).commit();
    awaitRoom("A");
    log.begin().reset("A").joined("A", 0, 10, 12).commit();
    awaitRoom("A");
    assertThat(view("A").standing(new Place(0, 1), Instant.EPOCH))
        .isInstanceOf(Standing.Unknown.class);
    assertNumber("A", 0, 11, 2);
  }

  @Test
  void buildsRedisAnewAfterItLostEverything() {
    log.begin().make("A").joined("A", 0, 0, 9).commit();
    log.begin().served("A", 3).token("A", 0, 1).make("B").commit();
    awaitRoom("A");
    redis.kill();
    redis.restart(); // and nothing happens in the log that would make the mirror look
    await().atMost(PATIENCE).until(() -> answersWithToken("A", new Place(0, 1)));
    awaitRoom("A");
    awaitRoom("B");
  }

  /** Tokens are asked for in Redis, and only believed where it is complete. */
  private boolean answersWithToken(String room, Place place) {
    return views
        .token(new EventId(room), log.room(room).generation(), place)
        .handle((token, failure) -> failure == null && token.isPresent())
        .toCompletableFuture()
        .join();
  }

  @Test
  void catchesUpWithWhatHappenedWhileRedisWasGone() {
    log.begin().make("A").joined("A", 0, 0, 9).commit();
    awaitRoom("A");
    redis.kill();
    log.begin().joined("A", 0, 10, 19).served("A", 4).commit();
    redis.restart();
    awaitRoom("A");
    assertNumber("A", 0, 19, 20);
  }

  @Test
  void buildsAMillionJoinsAndAHundredThousandTokensWithinSeconds() {
    int spans = 10_000;
    int joinsASpan = 100;
    log.begin().make("A");
    for (int i = 0; i < spans; i++) {
      long from = i / 4L * joinsASpan; // four partitions in turn, so that no two spans touch
      log.joined("A", i % 4, from, from + joinsASpan - 1);
    }
    log.commit().begin().served("A", spans * (long) joinsASpan);
    for (int i = 0; i < 100_000; i++) {
      log.token("A", i % 4, i / 4);
    }
    log.commit();
    awaitRoom("A");
    redis.kill();
    redis.restart();
    long began = System.nanoTime();
    await().atMost(PATIENCE).until(() -> answersWithToken("A", new Place(3, 24_999)));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.println("Redis was built from 110,002 events in " + took.toMillis() + " ms");
    assertThat(took).isLessThan(Duration.ofSeconds(20));
    assertNumber("A", 3, 249_999, 1_000_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DEL anteroom:{A}:1:spans",
        "DEL anteroom:{A}:1:tokens",
        "DEL anteroom:{A}:room",
        "DEL anteroom:{mirror}",
        "DEL anteroom:{mirror}:changes",
        "FLUSHALL"
      })
  void buildsAnewWhereAnyPartWasLostWhileNothingHappens(String loss) throws IOException {
    log.begin().make("A").joined("A", 0, 0, 9).served("A", 3).token("A", 0, 1).commit();
    awaitRoom("A");
    tellRedis(loss);
    await().atMost(PATIENCE).until(() -> answersWithToken("A", new Place(0, 1)));
    try (RoomViews fresh = RoomViews.start(URI.create(redis.url()), VIEWS)) {
      await()
          .atMost(PATIENCE)
          .until(() -> fresh.room(new EventId("A")) instanceof RoomAnswer.Known);
    }
    assertNumber("A", 0, 4, 5);
  }

  private void tellRedis(String command) throws IOException {
    URI uri = URI.create(redis.url());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isIn((int) '+', (int) ':');
    }
  }

  @Test
  void isNotBelievedWhenItIsGoneAndNumberingGoesOn() {
    log.begin().make("A").joined("A", 0, 0, 9).commit();
    awaitRoom("A");
    mirror.close();
    log.begin().served("A", 3).commit();
    await()
        .atMost(PATIENCE)
        .until(() -> views.room(new EventId("A")) instanceof RoomAnswer.Unavailable);
    assertThat(views.roomToJoin(new EventId("A"))).isInstanceOf(RoomAnswer.Known.class);
    mirror = startMirror();
    awaitRoom("A");
  }

  @Test
  void isReplacedAtOnceWhenItIsStopped() {
    log.begin().make("A").joined("A", 0, 0, 9).commit();
    awaitRoom("A");
    try (Mirror _ = startMirror("two")) {
      mirror.close();
      await()
          .during(USABLE_FOR.multipliedBy(2))
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            log.begin().served("A", 1).commit();
            assertThat(views.room(new EventId("A"))).isInstanceOf(RoomAnswer.Known.class);
          });
      awaitRoom("A");
    }
  }

  @Test
  void isBelievedForAsLongAsNothingHappens() {
    log.begin().make("A").joined("A", 0, 0, 9).commit();
    awaitRoom("A");
    await()
        .during(USABLE_FOR.multipliedBy(2))
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(view("A").room()).isEqualTo(log.room("A"));
          assertThat(views.age().orElseThrow()).isLessThan(Duration.ofMillis(1500));
        });
  }

  @Test
  void keepsItsPartitionsWhileRedisIsAway() {
    log.begin().make("A").joined("A", 0, 0, 9).commit();
    awaitRoom("A");
    redis.pause();
    log.begin().served("A", 3).commit();
    await()
        .atMost(PATIENCE)
        .until(() -> views.room(new EventId("A")) instanceof RoomAnswer.Unavailable);
    redis.resume();
    awaitRoom("A");
  }

  @Test
  void stopsBeforeARecordThatItCannotRead() {
    log.begin().make("A").joined("A", 0, 0, 9).commit();
    awaitRoom("A");
    log.begin();
    log.send("A", "{\"type\":\"of a newer version\"}".getBytes(StandardCharsets.UTF_8));
    log.served("A", 3).commit();
    await()
        .atMost(PATIENCE)
        .until(() -> views.room(new EventId("A")) instanceof RoomAnswer.Unavailable);
    assertThat(mirror.isLive()).isFalse();
  }
}
