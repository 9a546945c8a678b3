package io.anteroom.streams.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.streams.bridge.BusStub.Entry;
import io.anteroom.streams.intake.DeadLetter;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bridge between a real log and a bus that is not always well. */
@ExtendWith(BackendsExtension.class)
class BridgeIT {

  private static final AtomicInteger TESTS = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pace QUICK =
      new Pace(Duration.ofMillis(20), Duration.ofMillis(300), Duration.ofSeconds(1));
  private static final int PEOPLE = 100;

  private final Backends backends;
  private final Topics topics;
  private final LogConnection connection;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<Bridge> bridges = new ArrayList<>();
  private final BusStub bus = new BusStub();
  private final Decisions red = new Decisions("red");
  private final Decisions blue = new Decisions("blue");
  private DecisionLog log;

  BridgeIT(Backends backends) {
    this.backends = backends;
    this.topics = new Topics(backends.topicPrefix() + TESTS.incrementAndGet() + ".");
    this.connection = LogConnection.plain(backends.bootstrap());
  }

  @BeforeAll
  static void haveCredentials() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @AfterAll
  static void forgetCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @BeforeEach
  void start() {
    TopicSetup.ensure(connection, topics.all(1, 2), 1);
    log = new DecisionLog(backends.bootstrap(), topics.roomEvents());
  }

  @AfterEach
  void stop() {
    bridges.forEach(Bridge::close);
    log.close();
    bus.close();
  }

  private Bridge bridge(String member) {
    Bridge bridge = Bridge.start(settings(member), QUICK, registry);
    bridges.add(bridge);
    return bridge;
  }

  private BridgeSettings settings(String member) {
    EventBusAddress address =
        new EventBusAddress("waiting-room", "eu-central-1", Optional.of(bus.url()));
    return new BridgeSettings(connection, topics, address, member);
  }

  /** Two rooms let people in and see them off. */
  private void letIn(int first, int last) {
    log.begin();
    for (int person = first; person <= last; person++) {
      log.write(red, red.token(person)).write(blue, blue.token(person));
    }
    for (int person = first; person <= last; person++) {
      log.write(red, red.session(person)).write(blue, blue.session(person));
    }
    log.commit();
  }

  private void awaitTold(int events) {
    await().atMost(PATIENCE).until(() -> ids().size() == events);
  }

  private Set<String> ids() {
    return new LinkedHashSet<>(bus.accepted().stream().map(Entry::id).toList());
  }

  /** Of each request, the first copy of the token is before the first copy of the session. */
  private void assertOrdered() {
    Map<String, List<String>> told = new LinkedHashMap<>();
    for (Entry entry : bus.accepted()) {
      String request = entry.id().split("/", 2)[0] + " " + entry.request();
      List<String> types = told.computeIfAbsent(request, _ -> new ArrayList<>());
      if (!types.contains(entry.detailType())) {
        types.add(entry.detailType());
      }
    }
    assertThat(told.values())
        .allMatch(types -> types.equals(List.of("token_generated", "session_updated")));
  }

  private double meter(String name) {
    return registry.get("anteroom.bridge." + name).meter().measure().iterator().next().getValue();
  }

  @Test
  void tellsWhatIsCommittedAndForOthersAndNothingElse() {
    log.begin().write(red, red.numbered(0, 9)).write(red, red.token(1)).commit();
    log.begin().write(blue, blue.token(1)).abort();
    log.begin().write(red, red.served(0, 10)).commit();
    bridge("one");
    awaitTold(2);
    await().atMost(PATIENCE).until(() -> meter("lag.records") == 0);
    Entry token =
        bus.accepted().stream().filter(entry -> entry.id().equals("red/2")).findAny().orElseThrow();
    assertThat(token.source()).isEqualTo("custom.waitingroom");
    assertThat(token.detailType()).isEqualTo("token_generated");
    assertThat(token.bus()).isEqualTo("waiting-room");
    assertThat(token.time()).isEqualTo(1795168800);
    assertThat(token.detail())
        .startsWith("{\"event_id\":\"red\",\"request_id\":\"" + Decisions.request(1) + "\"");
    assertThat(ids()).containsExactlyInAnyOrder("red/2", "red/3");
    assertThat(meter("delivered")).isEqualTo(2);
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        trouble("throttles", bus -> bus.is(BusStub.THROTTLING)),
        trouble("returns 500", bus -> bus.is(BusStub.FAILING)),
        trouble("babbles", bus -> bus.is(BusStub.BABBLING)),
        trouble("forgets what it took", bus -> bus.is(BusStub.FORGETFUL)),
        trouble("hangs", bus -> bus.is(BusStub.hanging(new CountDownLatch(1)))),
        trouble(
            "throttles single entries",
            bus -> bus.is(BusStub.refusing(_ -> "ThrottlingException"))));
  }

  private static Arguments trouble(String name, Consumer<BusStub> trouble) {
    return Arguments.of(name, trouble);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("troubles")
  void losesNothingWhenTheBus(String name, Consumer<BusStub> trouble) {
    letIn(1, PEOPLE);
    bridge("one");
    awaitTold(4 * PEOPLE);
    trouble.accept(bus);
    int callsBefore = bus.sizes().size();
    letIn(PEOPLE + 1, 2 * PEOPLE);
    await().atMost(PATIENCE).until(() -> bus.sizes().size() >= callsBefore + 4);
    await().atMost(PATIENCE).until(() -> meter("lag.records") >= 4 * PEOPLE);
    await().atMost(PATIENCE).until(() -> meter("lag") > 0);
    bus.is(BusStub.GLAD);
    awaitTold(8 * PEOPLE);
    assertOrdered();
    await().atMost(PATIENCE).until(() -> meter("lag.records") == 0);
    assertThat(deadLetters(0)).isEmpty();
    assertThat(meter("failed")).isPositive();
    assertThat(meter("retried")).isPositive();
    assertThat(bus.sizes()).allMatch(size -> size <= Batches.MAX_ENTRIES);
  }

  @Test
  void losesNothingWhenTheBusDiesAndComesBack() {
    letIn(1, PEOPLE);
    bridge("one");
    await().atMost(PATIENCE).until(() -> !ids().isEmpty());
    bus.die();
    letIn(PEOPLE + 1, 2 * PEOPLE);
    await().atMost(PATIENCE).until(() -> meter("lag.records") > 0 && meter("failed") > 0);
    bus.comeBack();
    awaitTold(8 * PEOPLE);
    assertOrdered();
  }

  @Test
  void tellsSingleEntriesAgainAndKeepsTheOrderOfEachRequest() {
    Random chance = new Random(7);
    bus.is(BusStub.refusing(_ -> chance.nextInt(3) == 0 ? "InternalFailure" : ""));
    letIn(1, PEOPLE);
    bridge("one");
    awaitTold(4 * PEOPLE);
    assertThat(deadLetters(0)).isEmpty();
    assertThat(bus.accepted()).as("nothing twice").hasSameSizeAs(ids());
    assertOrdered();
  }

  @Test
  void holdsTheCommitButNotTheOthersForAnEventWithWhichCallsFail() throws Exception {
    bus.is(BusStub.failingFor(entry -> entry.id().equals("red/1")));
    letIn(1, PEOPLE);
    bridge("one");
    awaitTold(4 * PEOPLE - 2); // red/1 and the session after it
    await().atMost(PATIENCE).until(() -> meter("lag") > 2);
    assertThat(meter("lag.records")).isGreaterThanOrEqualTo(2.0 * PEOPLE);
    assertThat(deadLetters(0)).isEmpty();
    bus.is(BusStub.GLAD);
    awaitTold(4 * PEOPLE);
    assertOrdered();
    await().atMost(PATIENCE).until(() -> meter("lag.records") == 0);
  }

  @Test
  void saysThatItDoesNotFollowTheLogAnyMore() {
    SimpleMeterRegistry broken =
        new SimpleMeterRegistry() {
          @Override
          protected Counter newCounter(Meter.Id id) {
            return new CumulativeCounter(id) {
              @Override
              public void increment(double amount) {
                if (amount > 0) {
                  throw new AssertionError("an error for which nobody is prepared");
                }
              }
            };
          }
        };
    Bridge bridge = Bridge.start(settings("one"), QUICK, broken);
    bridges.add(bridge);
    await().atMost(PATIENCE).until(bridge::isFollowing);
    letIn(1, 1);
    await().atMost(PATIENCE).until(() -> !bridge.isFollowing());
    assertThat(bus.sizes()).as("it does not start again").hasSize(1);
  }

  @Test
  void callsABusInTroubleSeldomerButNotTooSeldom() {
    bus.is(BusStub.THROTTLING);
    letIn(1, PEOPLE);
    bridge("one");
    await().atMost(PATIENCE).until(() -> bus.sizes().size() >= Delivery.MAX_CALLS + 15);
    List<Long> calls = bus.callsAtNanos().stream().skip(Delivery.MAX_CALLS + 6).toList();
    List<Duration> gaps =
        IntStream.range(1, calls.size())
            .mapToObj(i -> Duration.ofNanos(calls.get(i) - calls.get(i - 1)))
            .toList();
    assertThat(gaps)
        .allMatch(gap -> gap.compareTo(QUICK.longestWait().dividedBy(2)) >= 0)
        .anyMatch(gap -> gap.compareTo(QUICK.longestWait().plusMillis(200)) <= 0);
  }

  @Test
  void putsPoisonAsideWithTheReasonAndGoesOn() {
    log.begin();
    for (int person = 1; person <= 5; person++) {
      log.write(red, red.token(person));
    }
    log.write(red, "{\"type\":\"of a newer version\"}".getBytes(UTF_8)).commit();
    bus.is(BusStub.refusing(entry -> entry.id().equals("red/3") ? "MalformedDetail" : ""));
    bridge("one");
    awaitTold(4);
    List<ConsumerRecord<String, byte[]>> dead = deadLetters(2);
    assertThat(dead)
        .extracting(letter -> header(letter, DeadLetter.REASON))
        .satisfiesExactlyInAnyOrder(
            reason -> assertThat(reason).startsWith("can't be read: not a RecordedEvent"),
            reason -> assertThat(reason).contains("refused", "MalformedDetail: no"));
    assertThat(dead)
        .allSatisfy(letter -> {
          assertThat(header(letter, DeadLetter.SOURCE_TOPIC)).isEqualTo(topics.roomEvents());
          assertThat(letter.key()).isEqualTo("red");
        })
        .extracting(letter -> header(letter, DeadLetter.SOURCE_OFFSET))
        .containsExactlyInAnyOrder("2", "5");
    await().atMost(PATIENCE).until(() -> meter("lag.records") == 0);
    assertThat(meter("dead.lettered")).isEqualTo(2);
    await().atMost(PATIENCE).until(() -> committed() >= 6);
  }

  @Test
  void goesOnAfterARestartWithWhatWasNotTold() {
    letIn(1, PEOPLE);
    Bridge first = bridge("one");
    awaitTold(4 * PEOPLE);
    await().atMost(PATIENCE).until(() -> committed() >= 4 * PEOPLE);
    bus.is(BusStub.FAILING);
    letIn(PEOPLE + 1, 2 * PEOPLE);
    await().atMost(PATIENCE).until(() -> meter("failed") > 0);
    first.close();
    bus.is(BusStub.GLAD);
    bridge("one");
    awaitTold(8 * PEOPLE);
    assertThat(bus.accepted()).as("nothing twice").hasSameSizeAs(ids());
    assertOrdered();
  }

  @Test
  void losesNothingWhenInstancesComeAndGo() {
    letIn(1, PEOPLE);
    Bridge first = bridge("one");
    bridge("two");
    letIn(PEOPLE + 1, 2 * PEOPLE);
    awaitTold(8 * PEOPLE);
    first.close();
    bridge("one");
    letIn(2 * PEOPLE + 1, 3 * PEOPLE);
    awaitTold(12 * PEOPLE);
    assertOrdered();
  }

  @Test
  void keepsItsPlaceInTheGroupWhileTheBusHangs() throws Exception {
    letIn(1, 1);
    bridge("one");
    awaitTold(4);
    MemberDescription before = member();
    CountDownLatch latch = new CountDownLatch(1);
    bus.is(BusStub.hanging(latch));
    letIn(2, PEOPLE);
    Duration longerThanASession = Duration.ofSeconds(8);
    await()
        .during(longerThanASession)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(member()).isEqualTo(before));
    latch.countDown();
    bus.is(BusStub.GLAD);
    awaitTold(4 * PEOPLE);
    assertThat(member()).isEqualTo(before);
  }

  private MemberDescription member() throws Exception {
    try (Admin admin = Admin.create(connection.clientSettings())) {
      return admin
          .describeConsumerGroups(List.of(group()))
          .describedGroups()
          .get(group())
          .get()
          .members()
          .iterator()
          .next();
    }
  }

  private long committed() throws Exception {
    try (Admin admin = Admin.create(connection.clientSettings())) {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          admin.listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata().get();
      return offsets.values().stream().mapToLong(OffsetAndMetadata::offset).sum();
    }
  }

  private String group() {
    return topics.prefix() + "bridge";
  }

  /** At least so many dead letters. */
  private List<ConsumerRecord<String, byte[]>> deadLetters(int expected) {
    TopicPartition partition = new TopicPartition(topics.deadLetters(), 0);
    List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            connection.clientSettings(), new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      await()
          .atMost(PATIENCE)
          .until(() -> consumer.endOffsets(List.of(partition)).get(partition) >= expected);
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
      }
    }
    return letters;
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
