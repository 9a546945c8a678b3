package io.anteroom.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.readmodel.MirrorWriter.Step;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(BackendsExtension.class)
final class MirrorWriterIT {

  private static final LogPartition PARTITION = new LogPartition(new LogId("cluster/topic"), 0, 1);
  private static final LogBounds EMPTY = new LogBounds(0, 0);
  private static final LogBounds TEN = new LogBounds(0, 10);

  private RedisConnection redis;
  private RedisDump dump;

  @BeforeEach
  void connect(Backends backends) {
    URI url = URI.create(backends.redisUrl());
    redis = RedisConnection.to(url, Duration.ofSeconds(5));
    dump = new RedisDump(url);
    dump.flush();
  }

  @AfterEach
  void disconnect() {
    redis.close();
    dump.close();
  }

  private MirrorWriter open(LogBounds bounds) {
    return MirrorWriter.open(redis, PARTITION, bounds);
  }

  private static Story eventful() {
    return Story.of("Sample")
        .joined(0, 0, 9)
        .joined(0, 10, 19)
        .joined(1, 0, 4)
        .served(12)
        .token(0, 3)
        .token(0, 4)
        .session(0, 3, SessionStatus.COMPLETED);
  }

  @Test
  void goesOnWhereItsPredecessorStopped() {
    Story story = eventful();
    open(EMPTY).write(story.news(), 8);
    MirrorWriter next = open(TEN);
    assertThat(next.position()).isEqualTo(8);
    assertThat(next.write(story.served(1).news(), 9)).isEqualTo(Step.WRITTEN);
    assertThat(open(TEN).position()).isEqualTo(9);
  }

  @Test
  void writesWhatComesTwiceOnce() {
    Story story = eventful();
    MirrorWriter writer = open(EMPTY);
    writer.write(story.all(), 8);
    Map<String, String> once = dump.everything();
    assertThat(writer.write(story.all(), 8)).isEqualTo(Step.WRITTEN);
    assertThat(open(TEN).write(story.all(), 8)).isEqualTo(Step.WRITTEN);
    assertThat(dump.everything()).isEqualTo(once).hasSize(9);
  }

  @Test
  void keepsSpansThatTouchAsOne() {
    Story story = Story.of("Sample").joined(0, 0, 9).joined(0, 10, 19);
    MirrorWriter writer = open(EMPTY);
    writer.write(story.news(), 3);
    open(TEN).write(story.joined(0, 20, 29).news(), 4); // touches one that Redis has
    writer = open(TEN);
    writer.write(story.joined(1, 0, 4).joined(0, 30, 39).later(1000).joined(0, 40, 49).news(), 7);
    long second = Story.START.toEpochMilli();
    assertThat(dump.everything().get("anteroom:{Sample}:1:spans"))
        .isEqualTo(
            "[1.0=0:0:29:1:%d, 31.0=1:0:4:31:%d, 36.0=0:30:39:36:%d, 46.0=0:40:49:46:%d]"
                .formatted(second, second, second, second + 1000));
  }

  @Test
  void goesOnFromRoomsThatAreAheadOfTheCheckpoint() {
    Story story = eventful();
    MirrorWriter writer = open(EMPTY);
    writer.write(story.news(), 8);
    String checkpoint = dump.field(Directory.KEY, "partition:0");
    story.joined(1, 5, 9).token(0, 5);
    writer.write(story.news(), 10);
    Map<String, String> complete = dump.everything();

    dump.put(Directory.KEY, "partition:0", checkpoint); // as if it had died between two calls
    dump.put(
        Directory.KEY,
        "room:Sample",
        "0 " + Checkpoint.parse(checkpoint).orElseThrow().epoch() + " 8");
    MirrorWriter successor = open(TEN);
    assertThat(successor.position()).isEqualTo(8);
    assertThat(successor.write(story.all().subList(8, 10), 10)).isEqualTo(Step.WRITTEN);
    assertThat(dump.everything()).isEqualTo(complete);
  }

  @Test
  void refusesAWriterThatWasOvertaken() {
    Story story = eventful();
    open(EMPTY).write(story.news(), 8);
    MirrorWriter slow = open(TEN);
    slow.write(List.of(story.all().getLast()), 8); // it has met the room
    MirrorWriter fast = open(TEN);
    List<RecordedEvent> news = story.served(1).served(1).news();
    assertThat(fast.write(news, 10)).isEqualTo(Step.WRITTEN);
    Map<String, String> newest = dump.everything();

    assertThat(slow.write(news.subList(0, 1), 9)).isEqualTo(Step.OPEN_AGAIN);
    assertThat(dump.everything()).isEqualTo(newest);
  }

  @Test
  void refusesAWriterOfAFormerBuilding() {
    Story story = eventful();
    MirrorWriter old = open(EMPTY);
    old.write(story.news(), 8);
    MirrorWriter builder = MirrorWriter.buildAnew(redis, PARTITION, TEN);
    builder.write(story.all().subList(0, 8), 8);
    Map<String, String> built = dump.everything();

    assertThat(old.write(story.served(1).news(), 9)).isEqualTo(Step.OPEN_AGAIN);
    assertThat(dump.everything()).isEqualTo(built);
  }

  @Test
  void isLiveOnlyOnceABuildingHasReachedTheEndAsItWas() {
    Story story = eventful();
    MirrorWriter writer = open(new LogBounds(0, 8));
    assertThat(writer.isLive()).isFalse();
    writer.write(story.all().subList(0, 5), 5);
    assertThat(writer.isLive()).isFalse();
    writer.write(story.all().subList(5, 8), 8);
    assertThat(writer.isLive()).isTrue();
  }

  @Test
  void noticesThatRedisWasEmptied() {
    Story story = eventful();
    MirrorWriter writer = open(EMPTY);
    writer.write(story.news(), 8);
    Map<String, String> before = dump.everything();
    dump.flush();
    assertThat(writer.write(List.of(), 8)).isEqualTo(Step.OPEN_AGAIN);
    assertThat(dump.everything()).isEmpty();

    MirrorWriter again = open(new LogBounds(0, 8));
    assertThat(again.position()).isZero();
    assertThat(again.write(story.all(), 8)).isEqualTo(Step.WRITTEN);
    assertThat(dump.everything().keySet()).isEqualTo(before.keySet());
  }

  @Test
  void noticesThatRedisWasEmptiedWhileItWrote() {
    Story story = eventful();
    MirrorWriter writer = open(EMPTY);
    writer.write(story.news(), 8);
    dump.flush();
    assertThat(writer.write(story.served(1).news(), 9)).isEqualTo(Step.OPEN_AGAIN);
    assertThat(dump.everything()).isEmpty();
  }

  @Test
  void buildsAnewWhereARoomIsMissing() {
    Story story = eventful();
    open(EMPTY).write(story.news(), 8);
    dump.delete("anteroom:{Sample}:room");
    MirrorWriter writer = open(TEN);
    assertThat(writer.write(story.served(1).news(), 9)).isEqualTo(Step.BUILD_ANEW);

    MirrorWriter anew = MirrorWriter.buildAnew(redis, PARTITION, new LogBounds(0, 9));
    assertThat(anew.write(story.all(), 9)).isEqualTo(Step.WRITTEN);
    assertThat(dump.field("anteroom:{Sample}:room", "sequence")).isEqualTo("9");
  }

  @Test
  void forgetsTheGenerationBeforeAReset() {
    Story story = eventful();
    MirrorWriter writer = open(EMPTY);
    writer.write(story.news(), 8);
    assertThat(dump.everything()).containsKey("anteroom:{Sample}:1:tokens");
    writer.write(story.reset().joined(0, 20, 29).news(), 10);
    assertThat(dump.everything())
        .containsOnlyKeys(
            Directory.KEY,
            Directory.KEY + ":changes",
            "anteroom:{Sample}:room",
            "anteroom:{Sample}:2:spans");
  }

  @Test
  void keepsOfARetiredRoomOnlyWhatItGoesOnFrom() {
    Story story = eventful();
    MirrorWriter writer = open(EMPTY);
    writer.write(story.news(), 8);
    assertThat(writer.write(story.retired().news(), 9)).isEqualTo(Step.WRITTEN);
    assertThat(dump.everything())
        .containsOnlyKeys(Directory.KEY, Directory.KEY + ":changes", "anteroom:{Sample}:room");
    assertThat(writer.inspect()).isEqualTo(Step.WRITTEN);

    MirrorWriter next = open(new LogBounds(0, 9));
    List<RecordedEvent> madeAgain = story.set(SettingsChange.NONE).joined(0, 20, 29).news();
    assertThat(next.write(madeAgain, 12)).isEqualTo(Step.WRITTEN);
    assertThat(dump.everything()).containsKey("anteroom:{Sample}:2:spans");
  }

  @Test
  void growsTheLastLineOfTheServingHistory() {
    Story story = Story.of("Sample").served(3).later(200).served(-1).served(4);
    open(EMPTY).write(story.news(), 4);
    open(TEN).write(story.later(200).served(1).later(600).served(10).news(), 6);
    long start = Story.START.toEpochMilli();
    assertThat(dump.everything().get("anteroom:{Sample}:1:serving"))
        .isEqualTo(
            "[0.0=0000000000000000001:7:%d, 0.0=0000000000000000008:17:%d]"
                .formatted(start + 400, start + 1000));
  }

  @Test
  void skipsAGenerationThatBeganAndEndedWithinABatch() {
    Story story = eventful().reset().joined(0, 20, 29).served(9).token(0, 20).reset();
    open(EMPTY).write(story.news(), 13);
    assertThat(dump.everything())
        .containsOnlyKeys(Directory.KEY, Directory.KEY + ":changes", "anteroom:{Sample}:room");
  }

  @Test
  void removesTheRoomsOfAnotherLog() {
    open(EMPTY).write(eventful().news(), 8);
    Story other = Story.of("Other").joined(0, 0, 3);
    LogPartition foreign = new LogPartition(new LogId("cluster/other"), 0, 1);
    MirrorWriter writer = MirrorWriter.open(redis, foreign, new LogBounds(0, 2));
    assertThat(writer.position()).isZero();
    writer.write(other.news(), 2);
    assertThat(dump.everything())
        .containsOnlyKeys(
            Directory.KEY,
            Directory.KEY + ":changes",
            "anteroom:{Other}:room",
            "anteroom:{Other}:1:spans");
    assertThat(dump.field(Directory.KEY, "room:Sample")).isNull();
  }

  @Test
  void replacesARoomOfTheSameNameFromAnotherLog() {
    open(EMPTY).write(eventful().news(), 8);
    Story other = Story.of("Sample").joined(0, 0, 3);
    LogPartition foreign = new LogPartition(new LogId("cluster/other"), 0, 1);
    MirrorWriter.open(redis, foreign, new LogBounds(0, 2)).write(other.news(), 2);
    assertThat(dump.everything())
        .containsOnlyKeys(
            Directory.KEY,
            Directory.KEY + ":changes",
            "anteroom:{Sample}:room",
            "anteroom:{Sample}:1:spans");
    assertThat(dump.everything().get("anteroom:{Sample}:1:spans")).contains("0:0:3:1:");
  }

  @Test
  void saysWhenTheLogItselfHasAGap() {
    List<RecordedEvent> events = eventful().all();
    MirrorWriter writer = open(EMPTY);
    assertThat(writer.write(List.of(events.get(0), events.get(2)), 2)).isEqualTo(Step.LOG_BROKEN);
    assertThat(open(EMPTY).write(events.subList(1, 2), 2)).isEqualTo(Step.BUILD_ANEW);
  }

  @Test
  void buildsAnewWhereRedisIsAheadOfTheLog() {
    open(EMPTY).write(eventful().news(), 8);
    assertThat(open(new LogBounds(0, 7)).position()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spans", "serving", "tokens", "sessions", "active", "expiry"})
  void noticesThatAPartOfARoomIsLost(String part) {
    Story story = eventful();
    MirrorWriter writer = open(EMPTY);
    writer.write(story.news(), 8);
    assertThat(writer.inspect()).isEqualTo(Step.WRITTEN);
    dump.delete("anteroom:{Sample}:1:" + part);

    assertThat(writer.inspect()).isEqualTo(Step.BUILD_ANEW);
    assertThat(open(TEN).inspect()).isEqualTo(Step.BUILD_ANEW);
    List<RecordedEvent> news = story.served(1).news();
    assertThat(writer.write(news, 9)).isEqualTo(Step.BUILD_ANEW);
    assertThat(open(TEN).write(news, 9)).isEqualTo(Step.BUILD_ANEW);
  }

  @Test
  void inspectsEveryRoomInTurn() {
    MirrorWriter writer = open(EMPTY);
    long position = 0;
    for (int i = 0; i < 120; i++) {
      writer.write(Story.of("room-" + i).news(), ++position);
    }
    MirrorWriter next = open(new LogBounds(0, position));
    dump.delete("anteroom:{room-77}:room");
    assertThat(List.of(next.inspect(), next.inspect(), next.inspect())).contains(Step.BUILD_ANEW);
    assertThat(List.of(writer.inspect(), writer.inspect(), writer.inspect()))
        .contains(Step.BUILD_ANEW);
  }

  @Test
  void isNotAlarmedByTheRoomsOfALaterBuilding() {
    Story story = eventful();
    MirrorWriter old = open(EMPTY);
    old.write(story.news(), 8);
    MirrorWriter.buildAnew(redis, PARTITION, TEN).write(story.all(), 8);
    assertThat(old.inspect()).isEqualTo(Step.WRITTEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {Directory.KEY, Directory.KEY + ":changes"})
  void buildsAnewWhereAPartOfTheDirectoryIsLost(String part) {
    Story story = eventful();
    MirrorWriter writer = open(EMPTY);
    writer.write(story.news(), 8);
    dump.delete(part);
    assertThat(Directory.NOTHING.next(redis).mirrors().live()).isEmpty();

    assertThat(writer.write(List.of(), 8)).isEqualTo(Step.OPEN_AGAIN);
    MirrorWriter next = open(new LogBounds(0, 8));
    assertThat(next.position()).isZero();
    assertThat(next.write(story.all(), 8)).isEqualTo(Step.WRITTEN);
    assertThat(Directory.NOTHING.next(redis).mirrors().live()).isPresent();
  }

  @Test
  void isOnlyAsFreshAsTheEndThatItHasReached() {
    MirrorWriter writer = open(EMPTY);
    writer.write(eventful().news(), 8);
    Duration young = age();
    writer.logEndsAt(9);
    await()
        .untilAsserted(() -> {
          writer.write(List.of(), 8);
          assertThat(age()).isGreaterThan(young.plusMillis(300));
        });
    writer.logEndsAt(8); // does not count: the end that was named before is not reached
    writer.write(List.of(), 8);
    assertThat(age()).isGreaterThan(young.plusMillis(300));

    writer.write(List.of(), 9);
    writer.logEndsAt(9);
    writer.write(List.of(), 9);
    assertThat(age()).isLessThan(Duration.ofMillis(250));
  }

  private Duration age() {
    return Directory.NOTHING.next(redis).mirrors().age().orElseThrow();
  }

  @Test
  void tellsReadersNotToLookOnceItCannotGoOn() {
    MirrorWriter writer = open(EMPTY);
    writer.write(eventful().news(), 8);
    assertThat(writer.withdraw()).isEqualTo(Step.WRITTEN);
    assertThat(Directory.NOTHING.next(redis).mirrors().live()).isEmpty();
  }
}
