package io.anteroom.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.RoomEvent.RoomReset;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.room.Standing;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of two rooms, mirrored in random batches by writers that come and go, over a
 * Redis that is emptied now and then. After every batch the reader's views must be what the log
 * says, worked out the slow way.
 */
@ExtendWith(BackendsExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MirrorSimulationIT {

  private static final int STEPS = 60;
  private static final int PARTITIONS = 3;

  private RedisConnection redis;
  private RedisDump dump;

  @BeforeAll
  void connect(Backends backends) {
    URI url = URI.create(backends.redisUrl());
    redis = RedisConnection.to(url, Duration.ofSeconds(5));
    dump = new RedisDump(url);
  }

  @AfterAll
  void disconnect() {
    redis.close();
    dump.close();
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 25);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void viewsEqualTheLog(long seed) {
    dump.flush();
    Random random = new Random(seed);
    LogPartition partition = new LogPartition(new LogId("log-" + seed), 0, 1);
    List<Story> stories =
        List.of(
            Story.of("A").keptFor(Duration.ofSeconds(5)),
            Story.of("B").keptFor(Duration.ofSeconds(5)));
    long[] ends = new long[PARTITIONS];
    List<RecordedEvent> log = new ArrayList<>();
    Refresh.Outcome outcome = Refresh.Outcome.NOTHING;
    Optional<MirrorWriter> writer = Optional.empty();

    for (int step = 0; step < STEPS; step++) {
      for (Story story : stories) {
        random.ints(random.nextInt(6), 0, 100).forEach(dice -> live(story, dice, random, ends));
        log.addAll(story.news());
      }
      if (random.nextInt(12) == 0) {
        dump.flush();
      }
      if (random.nextInt(6) == 0) {
        writer = Optional.empty();
      }
      LogBounds bounds = new LogBounds(0, log.size());
      MirrorWriter current = writer.orElseGet(() -> MirrorWriter.open(redis, partition, bounds));
      writer = follow(current, log, random) ? Optional.of(current) : Optional.empty();
      outcome = Refresh.after(outcome, redis);
      if (outcome.good()) {
        for (Story story : stories) {
          check(Optional.ofNullable(outcome.rooms().get(story.eventId())), story, log);
        }
      }
    }
    MirrorWriter last = MirrorWriter.open(redis, partition, new LogBounds(0, log.size()));
    assertThat(follow(last, log, new Random(seed))).isTrue();
    outcome = Refresh.after(outcome, redis);
    assertThat(outcome.good()).isTrue();
    for (Story story : stories) {
      assertThat(outcome.rooms().get(story.eventId()).view().room()).isEqualTo(story.room());
      check(Optional.of(outcome.rooms().get(story.eventId())), story, log);
    }
  }

  private static void live(Story story, int dice, Random random, long[] ends) {
    int partition = random.nextInt(PARTITIONS);
    long end = ends[partition];
    Place known = new Place(partition, end == 0 ? 0 : random.nextLong(end));
    switch (dice / 10) {
      case 0, 1, 2, 3 -> {
        long from = end + (random.nextInt(3) == 0 ? 2 : 0);
        long to = from + random.nextInt(5);
        story.joined(partition, from, to);
        ends[partition] = to + 1;
      }
      case 4 -> story.served(random.nextInt(20) - 5);
      case 5, 6, 7 -> story.token(known.partition(), known.offset());
      case 8 -> story.session(known.partition(), known.offset(), SessionStatus.COMPLETED);
      default -> {
        switch (dice) {
          case 99 -> story.reset();
          case 98 -> story.retired();
          case 97 -> story.set(SettingsChange.NONE);
          case 96, 95 -> story.ticked();
          default -> story.later(random.nextInt(1500));
        }
      }
    }
  }

  /** Reads the log to its end, as a mirror does; false if the writer has had its day. */
  private boolean follow(MirrorWriter writer, List<RecordedEvent> log, Random random) {
    do {
      int from = Math.toIntExact(writer.position());
      int to = Math.min(log.size(), from + 1 + random.nextInt(40));
      if (writer.write(log.subList(from, to), to) != MirrorWriter.Step.WRITTEN) {
        return false;
      }
    } while (writer.position() < log.size());
    return true;
  }

  private void check(Optional<LoadedRoom> loaded, Story story, List<RecordedEvent> log) {
    RoomView view = loaded.orElseThrow().view();
    if (view.room().retired()) {
      assertThat(loaded.orElseThrow().answer()).isInstanceOf(RoomAnswer.Unknown.class);
      return;
    }
    List<NumberedSpan> spans = unmergedSpans(view, story, log);
    boolean isNewest = view.room().equals(story.room());
    for (int partition = 0; partition < PARTITIONS; partition++) {
      for (long offset = 0; offset < 400; offset++) {
        Place place = new Place(partition, offset);
        Standing standing = view.standing(place, story.now());
        assertThat(numberIn(standing)).isEqualTo(reference(spans, place));
        if (isNewest) {
          assertThat(standing).isEqualTo(story.standing(place));
        }
      }
    }
    if (isNewest) {
      checkTokens(loaded.orElseThrow(), story);
    }
  }

  private static List<NumberedSpan> unmergedSpans(
      RoomView view, Story story, List<RecordedEvent> log) {
    List<NumberedSpan> spans = new ArrayList<>();
    for (RecordedEvent event : log) {
      boolean seen = event.sequence().compareTo(view.room().sequence()) <= 0;
      if (seen && event.eventId().equals(story.eventId())) {
        switch (event.event()) {
          case SpanNumbered(var span) -> spans.add(span);
          case RoomReset _ -> spans.clear();
          default -> {}
        }
      }
    }
    return spans;
  }

  private static Optional<QueueNumber> numberIn(Standing standing) {
    return standing instanceof Standing.Numbered numbered
        ? Optional.of(numbered.number())
        : Optional.empty();
  }

  private static Optional<QueueNumber> reference(List<NumberedSpan> spans, Place place) {
    return spans.stream()
        .filter(span -> span.range().holds(place))
        .map(span -> span.numberOf(place))
        .findFirst();
  }

  private void checkTokens(LoadedRoom loaded, Story story) {
    TokenReads reads = new TokenReads(redis);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      for (long offset = 0; offset < 40; offset += 5) {
        Place place = new Place(partition, offset);
        Optional<IssuedToken> expected = story.state().token(story.room().generation(), place);
        assertThat(reads.token(loaded, story.room().generation(), place))
            .succeedsWithin(Duration.ofSeconds(5))
            .isEqualTo(expected);
      }
    }
  }
}
