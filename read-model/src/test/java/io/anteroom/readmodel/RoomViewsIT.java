package io.anteroom.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingHistory;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.room.Standing;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.readmodel.TokenCounts.EndingLater;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(BackendsExtension.class)
final class RoomViewsIT {

  private static final EventId SAMPLE = new EventId("Sample");
  private static final EventId NOBODY = new EventId("Nobody");
  private static final LogPartition PARTITION = new LogPartition(new LogId("cluster/topic"), 0, 1);
  private static final LogBounds EMPTY = new LogBounds(0, 0);
  private static final Duration USABLE_FOR = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private RedisConnection redis;
  private RedisDump dump;
  private RoomViews views;
  private URI url;
  private Optional<Heart> heart = Optional.empty();

  @BeforeEach
  void connect(Backends backends) {
    url = URI.create(backends.redisUrl());
    redis = RedisConnection.to(url, Duration.ofSeconds(5));
    dump = new RedisDump(url);
    dump.flush();
    views = RoomViews.start(url, new RoomViewsSettings(Duration.ofMillis(50), USABLE_FOR));
  }

  @AfterEach
  void disconnect() {
    heart.ifPresent(Heart::close);
    views.close();
    redis.close();
    dump.close();
  }

  /** Writes news into a live mirror, which goes on living. */
  private MirrorWriter mirror(Story story) {
    MirrorWriter writer = MirrorWriter.open(redis, PARTITION, EMPTY);
    write(writer, story.news());
    keepAlive(writer);
    return writer;
  }

  private void keepAlive(MirrorWriter writer) {
    heart.ifPresent(Heart::close);
    heart = Optional.of(new Heart(writer));
  }

  private static void write(MirrorWriter writer, List<RecordedEvent> events) {
    synchronized (writer) {
      assertThat(writer.write(events, writer.position() + events.size()))
          .isEqualTo(MirrorWriter.Step.WRITTEN);
    }
  }

  private void awaitRoom(Story story) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(view(story).room()).isEqualTo(story.room()));
  }

  private RoomView view(Story story) {
    RoomAnswer answer = views.room(story.eventId());
    assertThat(answer).isInstanceOf(RoomAnswer.Known.class);
    return ((RoomAnswer.Known) answer).view();
  }

  private void awaitAnswer(EventId room, Class<? extends RoomAnswer> answer) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> answer.isInstance(views.room(room)));
  }

  @Test
  void saysNothingBeforeTheMirrorIsLive() {
    Story story = Story.of("Sample").joined(0, 0, 9).served(2);
    MirrorWriter writer = MirrorWriter.open(redis, PARTITION, new LogBounds(0, 3));
    write(writer, story.news().subList(0, 2));
    await()
        .during(Duration.ofMillis(300))
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(views.room(SAMPLE)).isInstanceOf(RoomAnswer.Unavailable.class);
          assertThat(views.room(NOBODY)).isInstanceOf(RoomAnswer.Unavailable.class);
          assertThat(views.usable()).isFalse();
          assertThat(views.age()).isEmpty();
        });
    write(writer, story.all().subList(2, 3));
    awaitRoom(story);
    assertThat(views.room(NOBODY)).isInstanceOf(RoomAnswer.Unknown.class);
  }

  @Test
  void neverShowsARoomThatIsBuiltAgain() throws InterruptedException {
    Story story = Story.of("Sample");
    for (int i = 0; i < 300; i++) {
      story.joined(i % 2, i * 10L, i * 10L + 9).served(1);
    }
    mirror(story);
    awaitRoom(story);
    long complete = story.room().sequence().value();

    AtomicLong lowest = new AtomicLong(Long.MAX_VALUE);
    AtomicBoolean unknown = new AtomicBoolean();
    AtomicBoolean over = new AtomicBoolean();
    Thread reader =
        Thread.startVirtualThread(() -> {
          while (!over.get()) {
            switch (views.room(SAMPLE)) {
              case RoomAnswer.Known(var view) ->
                  lowest.accumulateAndGet(view.room().sequence().value(), Math::min);
              case RoomAnswer.Unknown() -> unknown.set(true);
              case RoomAnswer.Unavailable() -> {}
            }
            LockSupport.parkNanos(100_000);
          }
        });
    for (int building = 0; building < 3; building++) {
      MirrorWriter writer = MirrorWriter.buildAnew(redis, PARTITION, new LogBounds(0, complete));
      for (int from = 0; from < complete; from += 10) {
        write(writer, story.all().subList(from, (int) Math.min(from + 10, complete)));
      }
      write(writer, story.served(1).news());
      complete++;
    }
    awaitRoom(story);
    over.set(true);
    reader.join();
    assertThat(unknown).isFalse();
    assertThat(lowest).hasValueGreaterThanOrEqualTo(601);
  }

  @Test
  void doesNotGoBackWhenRedisDoes() {
    Story story = Story.of("Sample").joined(0, 0, 9).served(1).served(1);
    mirror(story);
    awaitRoom(story);

    MirrorWriter behind = MirrorWriter.buildAnew(redis, PARTITION, new LogBounds(0, 2));
    write(behind, story.all().subList(0, 2));
    keepAlive(behind);
    assertThat(behind.isLive()).isTrue();
    await()
        .during(USABLE_FOR.dividedBy(2))
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(view(story).room()).isEqualTo(story.room()));
    awaitAnswer(SAMPLE, RoomAnswer.Unavailable.class);

    write(behind, story.all().subList(2, 4));
    awaitRoom(story);
  }

  @Test
  void doesNotBelieveARoomThatIsOlderThanTheDirectorySays() {
    Story story = Story.of("Sample").joined(0, 0, 9);
    MirrorWriter writer = mirror(story);
    awaitRoom(story);
    String key = Directory.KEY;
    String hint = dump.field(key, "room:Sample");
    dump.put(key, "room:Sample", hint.substring(0, hint.lastIndexOf(' ') + 1) + "99");
    dump.score(key + ":changes", "Sample", 99);
    assertThat(writer.isLive()).isTrue();

    awaitAnswer(SAMPLE, RoomAnswer.Unavailable.class);
  }

  @Test
  void doesNotTakeALostRoomForAnUnknownOne() {
    Story story = Story.of("Sample").joined(0, 0, 9);
    mirror(story);
    awaitRoom(story);
    MirrorWriter another = MirrorWriter.buildAnew(redis, PARTITION, EMPTY);
    write(another, List.of());
    keepAlive(another);
    await()
        .atMost(PATIENCE)
        .until(() -> {
          assertThat(views.room(SAMPLE)).isNotInstanceOf(RoomAnswer.Unknown.class);
          return views.room(SAMPLE) instanceof RoomAnswer.Unavailable;
        });
  }

  @Test
  void forgetsTheRoomsOfAnotherLog() {
    Story story = Story.of("Sample").joined(0, 0, 9);
    mirror(story);
    awaitRoom(story);
    LogPartition foreign = new LogPartition(new LogId("cluster/other"), 0, 1);
    Story shorter = Story.of("Other");
    write(MirrorWriter.open(redis, foreign, new LogBounds(0, 1)), shorter.news());
    awaitRoom(shorter);
    assertThat(views.room(SAMPLE)).isInstanceOf(RoomAnswer.Unknown.class);
  }

  @Test
  void answersFromMemoryForAWhileAndThenNotAtAll() {
    Story story = Story.of("Sample").joined(0, 0, 9);
    mirror(story);
    awaitRoom(story);
    long began = System.nanoTime();
    dump.flush();
    awaitAnswer(SAMPLE, RoomAnswer.Unavailable.class);
    Duration inMemory = Duration.ofNanos(System.nanoTime() - began);
    assertThat(inMemory).isBetween(USABLE_FOR.minusMillis(400), USABLE_FOR.plusMillis(1000));

    write(MirrorWriter.open(redis, PARTITION, new LogBounds(0, 2)), story.all());
    awaitRoom(story);
  }

  @Test
  void doesNotBelieveAMirrorThatHasFallenSilent() {
    Story story = Story.of("Sample").joined(0, 0, 9);
    MirrorWriter writer = mirror(story);
    awaitRoom(story);
    heart.ifPresent(Heart::close); // while numbering may well go on

    awaitAnswer(SAMPLE, RoomAnswer.Unavailable.class);
    assertThat(views.room(NOBODY)).isInstanceOf(RoomAnswer.Unavailable.class);
    assertThat(views.usable()).isFalse();
    assertThat(views.token(SAMPLE, Generation.FIRST, new Place(0, 0))).failsWithin(PATIENCE);

    keepAlive(writer);
    awaitRoom(story);
    assertThat(views.room(NOBODY)).isInstanceOf(RoomAnswer.Unknown.class);
  }

  @Test
  void doesNotBelieveAMirrorThatLagsBehindItsLog() {
    Story story = Story.of("Sample").joined(0, 0, 9);
    MirrorWriter writer = mirror(story);
    awaitRoom(story);
    synchronized (writer) {
      writer.logEndsAt(writer.position());
      writer.write(List.of(), writer.position());
      writer.logEndsAt(writer.position() + 1);
    }
    awaitAnswer(SAMPLE, RoomAnswer.Unavailable.class);
    write(writer, story.served(1).news());
    awaitRoom(story);
  }

  @Test
  void letsPeopleJoinKnownRoomsWhileTheMirrorIsSilent() {
    Story story = Story.of("Sample").joined(0, 0, 9);
    MirrorWriter writer = mirror(story);
    Story retired = Story.of("Retired");
    write(writer, retired.retired().news());
    awaitRoom(story);
    awaitAnswer(retired.eventId(), RoomAnswer.Unknown.class);
    assertThat(views.roomToJoin(NOBODY)).isInstanceOf(RoomAnswer.Unknown.class);
    assertThat(views.roomToJoin(retired.eventId())).isInstanceOf(RoomAnswer.Unknown.class);
    heart.ifPresent(Heart::close);
    awaitAnswer(SAMPLE, RoomAnswer.Unavailable.class);
    await()
        .during(USABLE_FOR)
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(views.roomToJoin(SAMPLE)).isInstanceOf(RoomAnswer.Known.class);
          assertThat(views.roomToJoin(NOBODY)).isInstanceOf(RoomAnswer.Unavailable.class);
          assertThat(views.roomToJoin(retired.eventId()))
              .isInstanceOf(RoomAnswer.Unavailable.class); // it may have been made again
        });
    assertThat(writer.withdraw()).isEqualTo(MirrorWriter.Step.WRITTEN);
    await()
        .atMost(PATIENCE)
        .until(() -> views.roomToJoin(SAMPLE) instanceof RoomAnswer.Unavailable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spans", "serving", "tokens", "sessions", "active", "expiry"})
  void neverTakesALostPartOfARoomForAnEmptyOne(String part) {
    Story story =
        Story.of("Sample")
            .joined(0, 0, 9)
            .served(5)
            .token(0, 0)
            .token(0, 1)
            .session(0, 1, SessionStatus.ABANDONED);
    mirror(story);
    awaitRoom(story);
    dump.delete("anteroom:{Sample}:1:" + part);

    assertThat(views.token(SAMPLE, Generation.FIRST, new Place(0, 0))).failsWithin(PATIENCE);
    assertThat(views.activeTokens(SAMPLE, Generation.FIRST, Story.START)).failsWithin(PATIENCE);
    assertThat(views.expiredTokens(SAMPLE, Generation.FIRST, Story.START)).failsWithin(PATIENCE);
    try (RoomViews fresh =
        RoomViews.start(url, new RoomViewsSettings(Duration.ofMillis(50), USABLE_FOR))) {
      await()
          .during(Duration.ofMillis(500))
          .atMost(PATIENCE)
          .until(() -> fresh.room(SAMPLE) instanceof RoomAnswer.Unavailable);
    }
  }

  @Test
  void fetchesOnlyTheHintsThatAreNew() {
    int rooms = Directory.PAGE * 2 + 100;
    MirrorWriter writer = MirrorWriter.open(redis, PARTITION, EMPTY);
    List<RecordedEvent> made = new ArrayList<>();
    for (int i = 0; i < rooms; i++) {
      made.addAll(Story.of("room-" + i).news());
    }
    write(writer, made);
    Directory all = Directory.NOTHING.next(redis);
    assertThat(all.allRooms()).hasSize(rooms);

    Story story = Story.of("Sample");
    write(writer, story.news());
    Directory more = all.next(redis);
    assertThat(more.allRooms()).hasSize(rooms + 1).containsAllEntriesOf(all.allRooms());
    write(writer, story.served(1).news());
    assertThat(more.next(redis).allRooms().get(SAMPLE).sequence()).isEqualTo(2);

    dump.flush();
    assertThat(more.next(redis).mirrors().live()).isEmpty();
    Story other = Story.of("Other");
    write(MirrorWriter.open(redis, PARTITION, EMPTY), other.news());
    assertThat(more.next(redis).allRooms()).containsOnlyKeys(other.eventId());
  }

  @Test
  void countsTheInstancesOfAService() {
    RoomViewsSettings counted =
        new RoomViewsSettings(Duration.ofMillis(50), USABLE_FOR).countedAs("some-service");
    try (RoomViews one = RoomViews.start(url, counted)) {
      await().atMost(PATIENCE).until(() -> one.instances() == 1);
      try (RoomViews two = RoomViews.start(url, counted);
          RoomViews _ = RoomViews.start(url, counted.countedAs("another-service"))) {
        await().atMost(PATIENCE).until(() -> one.instances() == 2 && two.instances() == 2);
      }
      await().atMost(PATIENCE).until(() -> one.instances() == 1);
    }
  }

  @Test
  void costsRedisTheSameHoweverManyAsk() throws InterruptedException {
    Story story = Story.of("Sample").joined(0, 0, 9);
    mirror(story);
    awaitRoom(story);
    long idle = callsWhile(() -> false);
    AtomicLong asked = new AtomicLong();
    long busy =
        callsWhile(() -> {
          asked.incrementAndGet();
          view(story).standing(new Place(0, 3), story.now());
          return true;
        });
    assertThat(asked).hasValueGreaterThan(10_000);
    assertThat(busy).isBetween(1L, idle + 5);
  }

  private long callsWhile(BooleanSupplier work) throws InterruptedException {
    long before = dump.calls();
    long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    while (System.nanoTime() < end) {
      if (!work.getAsBoolean()) {
        Thread.sleep(10);
      }
    }
    return dump.calls() - before;
  }

  @Test
  void readsManySpansPageByPage() {
    Story story = Story.of("Sample");
    int spans = RoomLoad.PAGE * 2 + 100;
    for (int i = 0; i < spans; i++) {
      story.joined(i % 3, i / 3 * 10L, i / 3 * 10L + 9); // three partitions in turn: none touch
    }
    mirror(story);
    awaitRoom(story);
    assertThat(view(story).spans().size()).isEqualTo(spans);
    assertThat(view(story).standing(new Place(1, 17), story.now()))
        .isEqualTo(new Standing.Waiting(new QueueNumber(48), story.now()));
  }

  @Test
  void growsTheLastSpan() {
    Story story = Story.of("Sample").joined(0, 0, 9);
    MirrorWriter writer = mirror(story);
    awaitRoom(story);
    for (int i = 1; i < 20; i++) {
      write(writer, story.joined(0, i * 10L, i * 10L + 9).news());
      awaitRoom(story);
    }
    assertThat(view(story).spans().size()).isEqualTo(1);
    assertThat(view(story).standing(new Place(0, 199), story.now()))
        .isEqualTo(new Standing.Waiting(new QueueNumber(200), story.now()));
    assertThat(view(story).standing(new Place(0, 200), story.now()))
        .isEqualTo(new Standing.NotNumbered());
  }

  @Test
  void showsNothingOfAGenerationThatIsOver() {
    Story story = Story.of("Sample").joined(0, 0, 9).served(9).token(0, 3);
    MirrorWriter writer = mirror(story);
    awaitRoom(story);
    write(writer, story.reset().joined(0, 10, 14).news());
    awaitRoom(story);
    assertThat(view(story).standing(new Place(0, 3), story.now()))
        .isEqualTo(new Standing.Unknown());
    assertThat(view(story).standing(new Place(0, 11), story.now()))
        .isEqualTo(new Standing.Waiting(new QueueNumber(2), story.now()));
    assertThat(views.token(SAMPLE, Generation.FIRST, new Place(0, 3)))
        .succeedsWithin(PATIENCE)
        .isEqualTo(Optional.empty());
    assertThat(views.activeTokens(SAMPLE, Generation.FIRST, Story.START))
        .succeedsWithin(PATIENCE)
        .isEqualTo(0L);
    assertThat(views.tokenCounts(SAMPLE, Generation.FIRST, List.of(Story.START)))
        .succeedsWithin(PATIENCE)
        .isEqualTo(TokenCounts.none(1));
    assertThat(views.numberedTo()).map(offsets -> offsets.of(0)).contains(15L);
    assertThat(views.expiredTokens(SAMPLE, Generation.FIRST, Story.START.plusSeconds(3600)))
        .succeedsWithin(PATIENCE)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .isEmpty();
  }

  @Test
  void showsWhenTheCounterReachedANumber() {
    Story story = Story.of("Sample").keptFor(Duration.ofSeconds(10)).joined(0, 0, 99);
    MirrorWriter writer = mirror(story);
    for (int i = 0; i < 30; i++) {
      write(writer, story.later(300).served(2).served(-1).news());
    }
    awaitRoom(story);
    assertThat(view(story).history()).isEqualTo(historyOf(story));
    assertThat(historyOf(story).size()).isBetween(5, 12); // at most one line a second

    write(writer, story.later(8_000).served(50).news());
    awaitRoom(story);
    assertThat(view(story).history()).isEqualTo(historyOf(story));
    for (int offset = 0; offset < 100; offset++) {
      assertThat(view(story).standing(new Place(0, offset), story.now()))
          .isEqualTo(story.standing(new Place(0, offset)));
    }
    write(writer, story.reset().joined(0, 100, 109).served(1).news());
    awaitRoom(story);
    assertThat(view(story).history()).isEqualTo(historyOf(story));
  }

  private static ServingHistory historyOf(Story story) {
    ServingHistory history = new ServingHistory();
    Generation generation = story.room().generation();
    for (long n = 1; n <= story.room().expiry().highestServed().value(); n++) {
      story.state().reached(generation, new QueueNumber(n)).ifPresent(history::add);
    }
    return history;
  }

  @Test
  void readsALongHistoryPageByPage() {
    Story story = Story.of("Sample").joined(0, 0, 9);
    int lines = RoomLoad.PAGE + 100;
    for (int i = 0; i < lines; i++) {
      story.later(1_000).served(1);
    }
    story.served(Long.MAX_VALUE - lines - 2).later(1_000).served(1).later(1_000).served(1);
    mirror(story);
    awaitRoom(story);
    assertThat(view(story).history().size()).isEqualTo(lines + 2);
    assertThat(view(story).history().reached(new QueueNumber(Long.MAX_VALUE)))
        .isEqualTo(story.state().reached(Generation.FIRST, new QueueNumber(Long.MAX_VALUE)));
  }

  @Test
  void countsTheExpiredAsNoLongerWaiting() {
    Story story = Story.of("Sample").keptFor(Duration.ofSeconds(10)).joined(0, 0, 9).served(4);
    MirrorWriter writer = mirror(story);
    write(writer, story.token(0, 0).later(10_000).ticked().news());
    awaitRoom(story);
    assertThat(view(story).room().waiting()).isEqualTo(6);
    write(writer, story.keptFor(Duration.ofDays(1)).news());
    awaitRoom(story);
    assertThat(view(story).standing(new Place(0, 3), story.now()))
        .isEqualTo(new Standing.Expired(new QueueNumber(4), Story.START));
  }

  @Test
  void neverMixesGenerationsWhileTheyFollowOneAnother() throws InterruptedException {
    int people = 100;
    int generations = 60;
    Story story = Story.of("Sample");
    MirrorWriter writer = mirror(story);
    awaitRoom(story);
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    AtomicBoolean over = new AtomicBoolean();
    Thread reader =
        Thread.startVirtualThread(() -> {
          while (!over.get()) {
            RoomView view = view(story);
            int now = view.room().generation().value();
            seen.add(now);
            for (int generation = 1; generation <= generations; generation++) {
              long offset = (generation - 1L) * people + now % people;
              Standing standing = view.standing(new Place(0, offset), Story.START);
              boolean right =
                  switch (standing) {
                    case Standing.Unknown _ -> generation < now;
                    case Standing.NotNumbered _ -> generation >= now;
                    case Standing.Numbered numbered ->
                        generation == now && numbered.number().value() == now % people + 1;
                  };
              if (!right) {
                wrong.add(standing + " at " + offset + " in generation " + now);
              }
            }
            LockSupport.parkNanos(100_000);
          }
        });
    for (int generation = 1; generation < generations; generation++) {
      long first = (generation - 1L) * people;
      for (long from = first; from < first + people; from += 10) {
        write(writer, story.joined(0, from, from + 9).served(7).news());
      }
      write(writer, story.token(0, first).reset().news());
      assertThat(views.token(SAMPLE, new Generation(generation), new Place(0, first)))
          .satisfiesAnyOf(
              token -> assertThat(token).succeedsWithin(PATIENCE).isEqualTo(Optional.empty()),
              token -> assertThat(token).failsWithin(PATIENCE));
    }
    awaitRoom(story);
    over.set(true);
    reader.join();
    assertThat(wrong).isEmpty();
    assertThat(seen).hasSizeGreaterThan(3);
  }

  @Test
  void knowsNothingOfARoomThatIsRetiredUntilItIsMadeAgain() {
    Story story = Story.of("Sample").joined(0, 0, 9).served(5).token(0, 0);
    MirrorWriter writer = mirror(story);
    awaitRoom(story);
    CompletableFuture<Boolean> shown =
        views.awaitSequence(SAMPLE, story.room().sequence().next(), PATIENCE);
    write(writer, story.retired().news());
    awaitAnswer(SAMPLE, RoomAnswer.Unknown.class);
    assertThat(shown).succeedsWithin(PATIENCE).isEqualTo(true);
    assertThat(views.roomToJoin(SAMPLE)).isInstanceOf(RoomAnswer.Unknown.class);
    assertThat(views.token(SAMPLE, Generation.FIRST, new Place(0, 0)))
        .succeedsWithin(PATIENCE)
        .isEqualTo(Optional.empty());
    try (RoomViews fresh = RoomViews.start(url, RoomViewsSettings.DEFAULT)) {
      await().atMost(PATIENCE).until(fresh::usable);
      assertThat(fresh.room(SAMPLE)).isInstanceOf(RoomAnswer.Unknown.class);
    }

    write(writer, story.set(SettingsChange.NONE).joined(0, 10, 12).news());
    awaitRoom(story);
    assertThat(view(story).room().generation()).isEqualTo(Generation.FIRST.next());
    assertThat(view(story).standing(new Place(0, 0), story.now()))
        .isEqualTo(new Standing.Unknown());
    assertThat(view(story).standing(new Place(0, 10), story.now()))
        .isEqualTo(new Standing.Waiting(new QueueNumber(1), Story.START));
  }

  @Test
  void findsTokensAndTheirSessions() {
    Story story =
        Story.of("Sample")
            .joined(0, 0, 9)
            .served(5)
            .token(0, 0)
            .token(0, 1)
            .token(0, 2)
            .session(0, 1, SessionStatus.ABANDONED);
    mirror(story);
    awaitRoom(story);
    for (int offset = 0; offset < 4; offset++) {
      Place place = new Place(0, offset);
      Optional<IssuedToken> expected = story.state().token(Generation.FIRST, place);
      assertThat(views.token(SAMPLE, Generation.FIRST, place))
          .succeedsWithin(PATIENCE)
          .isEqualTo(expected);
    }
  }

  @Test
  void countsActiveTokensAndListsExpiredOnes() {
    Story story = Story.of("Sample").joined(0, 0, 9_999).served(9_999);
    for (int offset = 0; offset < 5_500; offset++) {
      story.token(0, offset); // good for 60 s
    }
    story.session(0, 7, SessionStatus.COMPLETED).later(10_000).token(0, 6_000);
    mirror(story);
    awaitRoom(story);
    Instant firstEnd = Story.START.plusSeconds(60);
    assertThat(views.activeTokens(SAMPLE, Generation.FIRST, firstEnd.minusMillis(1)))
        .succeedsWithin(PATIENCE)
        .isEqualTo(5_500L); // 5,501 less one session that is closed
    assertThat(views.activeTokens(SAMPLE, Generation.FIRST, firstEnd))
        .succeedsWithin(PATIENCE)
        .isEqualTo(1L);
    assertThat(
            views.tokenCounts(
                SAMPLE,
                Generation.FIRST,
                List.of(firstEnd.minusMillis(1), firstEnd, Story.START.plusSeconds(90))))
        .succeedsWithin(PATIENCE)
        .isEqualTo(
            new TokenCounts(
                5_501,
                5_500,
                List.of(
                    new EndingLater(5_500, 5_501), new EndingLater(1, 1), new EndingLater(0, 0))));
    assertThat(views.expiredTokens(SAMPLE, Generation.FIRST, firstEnd))
        .succeedsWithin(PATIENCE)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .isEmpty();
    assertThat(views.expiredTokens(SAMPLE, Generation.FIRST, firstEnd.plusMillis(1)))
        .succeedsWithin(PATIENCE)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(5_500)
        .doesNotHaveDuplicates()
        .contains(Story.request(new Place(0, 7)))
        .doesNotContain(Story.request(new Place(0, 6_000)));
  }

  @Test
  void saysOfNoTokenThatItIsMissingWhileRedisIsBuiltAgain() {
    Story story = Story.of("Sample").joined(0, 0, 9).served(5).token(0, 0);
    mirror(story);
    awaitRoom(story);
    dump.flush();
    assertThat(views.token(SAMPLE, Generation.FIRST, new Place(0, 0))).failsWithin(PATIENCE);
    MirrorWriter again = MirrorWriter.open(redis, PARTITION, new LogBounds(0, 4));
    write(again, story.all().subList(0, 3));
    assertThat(views.token(SAMPLE, Generation.FIRST, new Place(0, 0)))
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withCauseInstanceOf(ReadModelUnavailableException.class);
    write(again, story.all().subList(3, 4));
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() ->
            views
                .token(SAMPLE, Generation.FIRST, new Place(0, 0))
                .toCompletableFuture()
                .join()
                .isPresent());
  }

  @Test
  void tellsWhenAnEventIsShown() {
    Story story = Story.of("Sample").joined(0, 0, 9);
    MirrorWriter writer = mirror(story);
    awaitRoom(story);
    Sequence next = story.room().sequence().next();
    CompletableFuture<Boolean> shown = views.awaitSequence(SAMPLE, next, PATIENCE);
    CompletableFuture<Boolean> tooLate =
        views.awaitSequence(SAMPLE, next.next(), Duration.ofMillis(300));
    assertThat(shown).isNotDone();
    write(writer, story.served(1).news());
    assertThat(shown).succeedsWithin(PATIENCE).isEqualTo(true);
    assertThat(view(story).room().sequence()).isEqualTo(next);
    assertThat(tooLate).succeedsWithin(PATIENCE).isEqualTo(false);
  }
}
