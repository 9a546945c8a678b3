package io.anteroom.inlets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.inlets.StubRoom.Asked;
import io.anteroom.inlets.StubRoom.Mishap;
import io.anteroom.inlets.running.Inlet.Exits;
import io.anteroom.inlets.running.Inlet.Readiness;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Inlets against a private origin and a broker, over real connections. */
@ExtendWith(BackendsExtension.class)
class InletsIT {

  private static final Map<String, String> EACH_SECOND =
      Map.of("strategy", "periodic", "increment-by", "5", "every", "1s");
  private static final Map<String, String> FULL_AT_TEN =
      Map.of("strategy", "refill", "max-size", "10");
  private static final Map<String, String> AT_MOST_TEN =
      Map.of("strategy", "max_size", "max-size", "10");
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final AtomicInteger NAMES = new AtomicInteger();

  @TempDir Path folder;

  /** What is said of an inlet stays; so each test has one of its own. */
  private final String name = "inlet-" + NAMES.incrementAndGet();

  private Backends backends;
  private StubRoom room;

  @BeforeAll
  static void makeTopics(Backends backends) {
    makeTopics(backends, new Topics(backends.topicPrefix()));
  }

  private static void makeTopics(Backends backends, Topics topics) {
    TopicSetup.ensure(LogConnection.plain(backends.bootstrap()), topics.all(1, 2), 1);
  }

  @BeforeEach
  void open(Backends running) {
    backends = running;
    room = new StubRoom();
  }

  @AfterEach
  void close() {
    room.close();
  }

  private Replica start(Map<String, String> inlet) {
    return Replica.start(backends, room, folder, name, inlet);
  }

  /** As long as nobody makes its topics, it can't know whether it is paused. */
  private Replica startWithoutTopics(Map<String, String> inlet) {
    return Replica.start(backends, ownTopics().prefix(), room, folder, name, inlet);
  }

  private static Map<String, String> with(Map<String, String> inlet, String setting, String value) {
    Map<String, String> more = new HashMap<>(inlet);
    more.put(setting, value);
    return more;
  }

  private static ConditionFactory shortly() {
    return await().atMost(Duration.ofSeconds(20));
  }

  private static void ready(Replica replica) {
    shortly().until(() -> replica.inlet().readiness() instanceof Readiness.Acts);
  }

  @Test
  void countsATickOnceHoweverManyReplicasAskForIt() {
    try (Replica one = start(EACH_SECOND);
        Replica other = start(EACH_SECOND)) {
      ready(one);
      ready(other);

      shortly().until(() -> times().values().stream().filter(asked -> asked > 1).count() >= 2);
    }
    assertThat(room.asked()).allSatisfy(asked -> assertThat(asked.by()).isEqualTo(5));
    assertThat(room.asked()).extracting(Asked::key).allMatch(key -> key.startsWith("periodic."));
    assertThat(room.counter()).isEqualTo(5L * times().size());
  }

  private Map<String, Long> times() {
    return room.asked().stream().collect(Collectors.groupingBy(Asked::key, Collectors.counting()));
  }

  @Test
  void neverAddsATickTwiceAfterARestart() {
    try (Replica before = start(EACH_SECOND)) {
      shortly().until(() -> room.counter() > 0);
      assertThat(before.count("decisions", "outcome", "moved")).isPositive();
    }
    int asked = room.asked().size();
    try (Replica _ = start(EACH_SECOND)) {
      shortly().until(() -> room.asked().size() > asked + 1);
    }
    assertThat(room.counter()).isEqualTo(5L * times().size());
  }

  @Test
  void triesATickAgainUnderTheSameKeyAndItCountsOnce() {
    room.befalls(Mishap.NOT_DONE, Mishap.ANSWER_LOST);
    try (Replica _ = start(EACH_SECOND)) {
      shortly().until(() -> times().values().stream().filter(asked -> asked > 1).count() >= 2);
    }
    assertThat(room.counter()).isEqualTo(5L * times().size());
  }

  @Test
  void fillsTheSiteAndNeverAboveItsMaximum() {
    try (Replica one = start(FULL_AT_TEN);
        Replica other = start(FULL_AT_TEN)) {
      shortly().until(() -> room.counter() == 10);
      room.claim("first");
      room.claim("second");
      room.leave("first");

      shortly().until(() -> room.counter() == 11);
      await().during(SOON).until(() -> room.counter() == 11);
      assertThat(one.get("/inlets/" + name).body()).contains("\"holds\":\"full\"");
      assertThat(one.count("turns") + other.count("turns")).isEqualTo(11);
    }
  }

  @Test
  void looksAgainWhereSomebodyElseWasFaster() {
    room.befalls(Mishap.OVERTAKEN, Mishap.OVERTAKEN);
    try (Replica one = start(FULL_AT_TEN)) {
      shortly().until(() -> room.counter() == 10);

      shortly().until(() -> one.count("decisions", "outcome", "conflict") == 2);
    }
    assertThat(room.asked()).extracting(Asked::by).startsWith(10L, 9L, 8L);
    assertThat(room.counter()).isEqualTo(10);
  }

  @Test
  void getsOverAnAnswerThatWasLost() {
    room.befalls(Mishap.ANSWER_LOST);
    try (Replica _ = start(FULL_AT_TEN)) {
      shortly().until(() -> room.asked().size() >= 2);
      await().during(SOON).until(() -> room.counter() == 10);
    }
    assertThat(times()).hasSize(1);
  }

  @Test
  void countsAMessageOnceHoweverOftenAndWhereverItComes() {
    room.open(5);
    try (Replica one = start(AT_MOST_TEN);
        Replica other = start(AT_MOST_TEN)) {
      ready(one);
      ready(other);

      assertThat(one.inlet().exits("message-1", 2))
          .isEqualTo(new Exits.Done(2, Optional.of(new ServingCounter(7))));
      assertThat(other.inlet().exits("message-1", 2))
          .isEqualTo(new Exits.Done(0, Optional.empty()));
      assertThat(one.inlet().exits("message-2", 100))
          .isEqualTo(new Exits.Done(3, Optional.of(new ServingCounter(10))));
      assertThat(other.inlet().exits("message-3", 1))
          .isEqualTo(new Exits.Done(0, Optional.empty()));
    }
    assertThat(room.counter()).isEqualTo(10);
  }

  @Test
  void handsOnThePlaceOfWhoeverLeftAndCountsIt() {
    room.open(2);
    room.claim("first");
    try (Replica _ = start(AT_MOST_TEN)) {
      shortly().until(() -> room.looks() > 1);
      assertThat(room.counter()).isEqualTo(2);

      room.leave("first");

      shortly().until(() -> room.counter() == 3);
    }
    assertThat(room.asked()).extracting(Asked::handedOn).containsExactly(1L);
  }

  @Test
  void keepsAMessageForLaterWhileTheRoomIsPaused() {
    room.pause(true);
    try (Replica one = start(AT_MOST_TEN)) {
      shortly()
          .until(() -> one.get("/inlets/" + name).body().contains("\"holds\":\"room_paused\""));

      assertThat(one.inlet().readiness()).isEqualTo(new Readiness.Holds("the room is paused"));
      assertThat(one.inlet().exits("message-1", 2))
          .isEqualTo(new Exits.NotNow("the room is paused"));

      room.pause(false);
      ready(one);
      assertThat(one.inlet().exits("message-1", 2)).isInstanceOf(Exits.Done.class);
    }
    assertThat(room.counter()).isEqualTo(2);
  }

  @Test
  void pausesEveryReplicaAndStaysPausedAfterARestart() {
    Map<String, String> alone = with(FULL_AT_TEN, "dry-run", "true");
    try (Replica one = start(alone);
        Replica other = start(alone)) {
      shortly().until(() -> one.inlet().readiness() instanceof Readiness.DryRun);
      shortly().until(() -> one.count("decisions", "outcome", "would_move") > 1);
      assertThat(room.asked()).isEmpty();

      assertThat(one.put("{\"paused\": true, \"dry_run\": false}").body())
          .contains("\"paused\":true,\"dry_run\":false")
          .contains("\"holds\":\"paused\"");
      shortly().until(() -> other.get("/inlets/" + name).body().contains("\"holds\":\"paused\""));
      assertThat(other.inlet().exits("message-1", 1))
          .isEqualTo(new Exits.NotNow("this inlet is paused"));
    }
    try (Replica later = start(alone)) {
      shortly().until(() -> later.count("decisions", "outcome", "held") > 2);
      assertThat(later.get("/inlets/" + name).body()).contains("\"paused\":true,\"dry_run\":false");
      assertThat(room.asked()).isEmpty();

      assertThat(later.put("{\"paused\": false}").body()).contains("\"paused\":false");

      shortly().until(() -> room.counter() == 10);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"paused\":true}", "{\"dry_run\":true}"})
  void asksForAMoveNoMoreOnceItIsHeldBack(String change) {
    room.befalls(Collections.nCopies(100, Mishap.NOT_DONE).toArray(Mishap[]::new));
    try (Replica one = start(FULL_AT_TEN)) {
      shortly().until(() -> !room.asked().isEmpty());

      assertThat(one.put(change).statusCode()).isEqualTo(200);

      int asked = room.asked().size();
      await().during(SOON.plusSeconds(1)).until(() -> room.asked().size() <= asked + 1);
    }
  }

  @Test
  void looksWithinTwoSecondsOfWhatItHears() {
    try (Replica one = start(with(FULL_AT_TEN, "look-every", "60s"));
        KafkaProducer<String, String> log = log()) {
      shortly().until(() -> room.counter() == 10);
      shortly()
          .until(() -> {
            tell(log, topics().serving(), "{}");
            return one.count("signals", "cause", "serving") > 0;
          });
      room.claim("first");
      room.claim("second");

      room.leave("first");
      tell(log, topics().sessions(), "{\"status\":\"completed\"}");
      await().atMost(SOON).until(() -> room.counter() == 11);

      Instant end = Instant.now().plusSeconds(2);
      tell(log, topics().tokens(), "{\"exp\":" + end.getEpochSecond() + "}");
      shortly().until(() -> one.count("signals", "cause", "token") == 1);
      await().until(() -> one.count("signals", "cause", "token_end") == 1);
      room.leave("second");
      tell(log, topics().tokens(), "no json");
      await().atMost(SOON).until(() -> room.counter() == 12);
    }
  }

  private Topics topics() {
    return new Topics(backends.topicPrefix());
  }

  private Topics ownTopics() {
    return new Topics(backends.topicPrefix() + name + ".");
  }

  private KafkaProducer<String, String> log() {
    return new KafkaProducer<>(
        LogConnection.plain(backends.bootstrap()).clientSettings(),
        new StringSerializer(),
        new StringSerializer());
  }

  private static void tell(KafkaProducer<String, String> log, String topic, String detail) {
    var _ = log.send(new ProducerRecord<>(topic, StubRoom.NAME, detail));
    log.flush();
  }

  @Test
  void waitsWithATickUntilItKnowsWhetherItMay() {
    long every = 6;
    try (Replica one = startWithoutTopics(with(EACH_SECOND, "every", every + "s"))) {
      shortly().until(() -> one.count("decisions", "outcome", "held") > 0);
      long due = Math.floorDiv(Instant.now().getEpochSecond(), every) * every;

      makeTopics(backends, ownTopics());

      shortly().until(() -> times().containsKey("periodic." + name + "." + due));
    }
  }

  @Test
  void dropsATickForWhichItDoesNotKnowInTime() {
    try (Replica one = startWithoutTopics(EACH_SECOND)) {
      shortly().until(() -> one.count("ticks.dropped") > 0);
    }
    assertThat(room.asked()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bothKinds")
  void stopsWithoutAWordInTheMiddleOfACall(Map<String, String> inlet) {
    room.fallSilent();
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    try (Replica _ = start(inlet)) {
      shortly().until(() -> room.looks() > 0);

      logged.start();
      logger.addAppender(logged);
    }
    try {
      await().during(Duration.ofMillis(300)).until(() -> warnings(logged).isEmpty());
    } finally {
      logger.detachAppender(logged);
    }
  }

  static List<Map<String, String>> bothKinds() {
    return List.of(EACH_SECOND, FULL_AT_TEN);
  }

  private static List<ILoggingEvent> warnings(ListAppender<ILoggingEvent> logged) {
    return List.copyOf(logged.list).stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .toList();
  }

  @Test
  void showsWhatAnInletIsToDoAndWhatItDid() {
    try (Replica one = start(EACH_SECOND)) {
      shortly().until(() -> one.inlet().status().lastMove().isPresent());

      assertThat(one.get("/inlets").body()).startsWith("{\"inlets\":[{\"inlet\":\"" + name + "\",");
      assertThat(one.get("/inlets/" + name).body())
          .startsWith(
              "{\"inlet\":\""
                  + name
                  + "\",\"event_id\":\"Sample\",\"strategy\":\"periodic\","
                  + "\"paused\":false,\"dry_run\":false,\"increment_by\":5,\"every\":1,\"start\":0,"
                  + "\"end\":0,\"smooth\":false,\"alarm\":null,\"holds\":null,\"last_move\":{\"at\":")
          .contains("\"by\":5,\"serving_num\":");
    }
  }

  @Test
  void saysWhyItMovesNothing() {
    Map<String, String> over = with(EACH_SECOND, "end", "1");
    Map<String, String> astray = with(FULL_AT_TEN, "event-id", "NoSuchRoom");
    try (Replica one = start(over)) {
      shortly()
          .until(() ->
              one.get("/inlets/" + name).body().contains("\"holds\":\"outside_of_its_time\""));
    }
    try (Replica one = start(astray)) {
      shortly()
          .until(() -> one.get("/inlets/" + name).body().contains("\"holds\":\"unknown_room\""));
    }
    room.close();
    try (Replica one = start(FULL_AT_TEN)) {
      shortly().until(() -> one.count("decisions", "outcome", "unanswered") > 0);
      assertThat(one.get("/inlets/" + name).body()).contains("\"holds\":\"unreachable\"");
    }
  }

  @Test
  void refusesWhatCanNotBeSaidOfAnInlet() {
    try (Replica one = start(FULL_AT_TEN)) {
      assertThat(one.get("/inlets/nobody").statusCode()).isEqualTo(404);
      assertThat(one.send("PUT", "/inlets/nobody", "{\"paused\":true}").statusCode())
          .isEqualTo(404);
      assertThat(one.put("{}").statusCode()).isEqualTo(400);
      assertThat(one.put("{\"paused\":\"yes\"}").statusCode()).isEqualTo(400);
      assertThat(one.put("paused").statusCode()).isEqualTo(400);
      assertThat(one.unsigned("/inlets").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void changesNoSwitchWhileItDoesNotKnowThem() {
    try (Replica one = startWithoutTopics(FULL_AT_TEN)) {
      HttpResponse<String> answer = one.put("{\"dry_run\":false}");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("nothing was changed");
    }
  }
}
