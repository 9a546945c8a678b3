package io.anteroom.admin.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.admin.activity.History.Step;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.readmodel.TokenCounts;
import io.anteroom.readmodel.TokenCounts.EndingLater;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of a room, over two hours. Somebody watches at the end of each step; what is read
 * from the log afterwards, from an hour ago on, must be what they saw, wherever the mirror was when
 * it was met, and whatever was heard twice.
 */
final class ActivitySimulationTest {

  private static final Instant START = Instant.parse("2026-11-20T12:00:07Z");
  private static final int DEEDS = 500;

  /** What a watcher saw at the end of a step. */
  private record Seen(Generation generation, Levels levels, long active) {}

  private final LivedRoom room = new LivedRoom("Sample");
  private final Map<Long, Seen> seen = new HashMap<>();
  private final Map<Long, Long> arrivals = new HashMap<>();
  private final Map<Long, Long> admitted = new HashMap<>();
  private final Map<Long, Long> lags = new HashMap<>();
  private Instant now = START;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatTheLogTellsIsWhatWasSeen(long seed) {
    Random random = new Random(seed);
    live(random);
    History history = read(random).history(room.room(), now).orElseThrow();

    assertThat(history.generation()).isEqualTo(room.room().generation());
    assertThat(history.from()).isEqualTo(History.startOf(History.firstStep(now)));
    List<Optional<Long>> active = ActiveTokens.atEnds(history.steps(), counts());
    for (int i = 0; i < History.STEPS; i++) {
      long number = History.firstStep(now) + i;
      Step step = history.steps().get(i);
      assertThat(step.arrivals()).isEqualTo(arrivals.getOrDefault(number, 0L));
      assertThat(step.admitted()).isEqualTo(admitted.getOrDefault(number, 0L));
      assertThat(step.lagMillis()).isEqualTo(lag(number));
      Optional<Seen> then = i < History.STEPS - 1 ? seenIn(number) : Optional.of(look(now));
      assertThat(step.atEnd()).as("step %d", i).isEqualTo(then.map(Seen::levels));
      assertThat(active.get(i)).as("step %d", i).isEqualTo(then.map(Seen::active));
    }
  }

  private OptionalLong lag(long step) {
    Long lag = lags.get(step);
    return lag == null ? OptionalLong.empty() : OptionalLong.of(lag);
  }

  /** Of another generation no levels are told. */
  private Optional<Seen> seenIn(long step) {
    return Optional.ofNullable(seen.get(step))
        .filter(then -> then.generation().equals(room.room().generation()));
  }

  private void live(Random random) {
    room.made(now);
    for (int deed = 0; deed < DEEDS; deed++) {
      pass(Duration.ofMillis(random.nextInt(30_000)));
      act(random);
    }
    room.made(now);
    pass(Duration.ofMillis(random.nextInt(60_000)));
  }

  private void pass(Duration time) {
    long from = History.stepAt(now);
    now = now.plus(time);
    LongStream.range(from, History.stepAt(now))
        .forEach(step -> seen.put(step, look(History.startOf(step + 1))));
  }

  private Seen look(Instant time) {
    Room here = room.room();
    return new Seen(
        here.generation(), Levels.of(here), room.state().activeTokens(here.generation(), time));
  }

  private void act(Random random) {
    Room before = room.room();
    Instant joinedAt = now.minusMillis(random.nextInt(40_000));
    switch (random.nextInt(20)) {
      case 0 -> room.set(FeedTest.paused(random.nextBoolean()), now);
      case 1 -> room.ticked(now);
      case 2, 3, 4, 5 -> room.joined(1 + random.nextInt(8), joinedAt, now);
      case 6, 7, 8 -> room.served(random.nextInt(-4, 12), Cause.ADMIN, now);
      case 9 -> room.served(random.nextInt(5), Cause.INLET, now);
      case 10, 11, 12 -> close(random);
      case 13 -> startOver(random);
      default -> room.token(someOffset(random), Duration.ofSeconds(1 + random.nextInt(900)), now);
    }
    note(before, joinedAt);
  }

  /** Seldom, or no generation would last for an hour. */
  private void startOver(Random random) {
    switch (random.nextInt(12)) {
      case 0 -> room.reset(now);
      case 1 -> room.retired(now);
      case 2 -> room.made(now);
      default -> room.ticked(now);
    }
  }

  private long someOffset(Random random) {
    return Math.max(0, room.joins() - random.nextInt(1, 60));
  }

  /** Closes a session whose token has not ended: of others the log does not say enough. */
  private void close(Random random) {
    long offset = someOffset(random);
    room.state()
        .token(room.room().generation(), new Place(0, offset))
        .filter(token -> token.claims().expiresAt().isAfter(now))
        .ifPresent(_ ->
            room.closed(
                offset,
                random.nextBoolean() ? SessionStatus.COMPLETED : SessionStatus.ABANDONED,
                now));
  }

  private void note(Room before, Instant joinedAt) {
    Room after = room.room();
    if (!after.generation().equals(before.generation())) {
      return;
    }
    long numbered = after.queueCounter() - before.queueCounter();
    if (numbered > 0) {
      long lag = Duration.between(joinedAt, now).toMillis();
      arrivals.merge(History.stepAt(joinedAt), numbered, Long::sum);
      lags.merge(History.stepAt(now), lag, Math::max);
    }
    admitted.merge(History.stepAt(now), after.tokenCounter() - before.tokenCounter(), Long::sum);
  }

  /** Reads from an hour ago; the mirror comes at some time, and stays where it is. */
  private Activity read(Random random) {
    List<RecordedEvent> log =
        room.events().stream()
            .filter(event -> !event.decidedAt().isBefore(now.minus(Activity.HOUR)))
            .toList();
    int first = (int) log.getFirst().sequence().value();
    int last = (int) log.getLast().sequence().value();
    int shown = random.nextInt(Math.max(1, first - 1), last + 1);
    int shownFrom = random.nextInt(first, last + 1);
    Sequence[] heard = {Sequence.NONE};
    Activity activity =
        new Activity(
            _ -> heard[0].value() >= shownFrom ? Optional.of(room.room(shown)) : Optional.empty());
    for (int i = 0; i < log.size(); i++) {
      heard[0] = log.get(i).sequence();
      activity.take(log.get(i));
      if (random.nextInt(100) == 0) {
        log.subList(random.nextInt(i + 1), i + 1).stream()
            .filter(event -> event.sequence().value() > 1)
            .forEach(activity::take);
      }
    }
    return activity;
  }

  /** As Redis would count, at this moment. */
  private TokenCounts counts() {
    List<IssuedToken> tokens =
        LongStream.range(0, room.joins())
            .mapToObj(offset -> room.state().token(room.room().generation(), new Place(0, offset)))
            .flatMap(Optional::stream)
            .toList();
    return new TokenCounts(
        tokens.size(),
        tokens.stream().filter(ActivitySimulationTest::isOpen).count(),
        History.endsAt(now).stream().map(end -> endingLater(tokens, end)).toList());
  }

  private static EndingLater endingLater(List<IssuedToken> tokens, Instant end) {
    List<IssuedToken> later =
        tokens.stream().filter(token -> token.claims().expiresAt().isAfter(end)).toList();
    return new EndingLater(
        later.stream().filter(ActivitySimulationTest::isOpen).count(), later.size());
  }

  private static boolean isOpen(IssuedToken token) {
    return token.status() == SessionStatus.ACTIVE;
  }
}
