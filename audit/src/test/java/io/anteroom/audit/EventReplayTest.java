package io.anteroom.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.invariant.Invariant;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.InMemoryRoomState;
import io.anteroom.domain.room.PositionExpiry;
import io.anteroom.domain.room.Reached;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomState;
import io.anteroom.domain.room.TokenCount;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.domain.token.SessionStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventReplayTest {

  private static final String TOPIC = "room-events";
  private static final Duration PERIOD = PositionExpiry.DEFAULT.period();
  private static final byte[] KEY = "Sample".getBytes(StandardCharsets.UTF_8);

  private EventReplay replay = new EventReplay();

  @Test
  void findsNothingInASoundHistory() {
    assertThat(replay(sound().reset(Map.of(0, 20L, 1, 5L)).numbered(0, 20, 20, 1))).isEmpty();
    assertThat(replay.compare(new LogPlace(TOPIC, 0, 10))).isEmpty();
  }

  @Test
  void countsEachGeneration() {
    replay(sound().reset(Map.of(0, 20L, 1, 5L)).numbered(0, 20, 20, 1));

    List<GenerationTotals> totals = replay.rooms().iterator().next().generations();

    assertThat(totals).hasSize(2);
    assertThat(totals.get(0).events()).isEqualTo(8);
    assertThat(totals.get(0).lastNumber()).isEqualTo(13);
    assertThat(totals.get(0).tokens()).isEqualTo(2);
    assertThat(totals.get(0).completed()).isEqualTo(1);
    assertThat(totals.get(0).abandoned()).isEqualTo(1);
    assertThat(totals.get(0).servingCounter()).isEqualTo(12);
    assertThat(totals.get(1).events()).isEqualTo(2);
    assertThat(totals.get(1).lastNumber()).isEqualTo(1);
    assertThat(totals.get(1).servingCounter()).isZero();
  }

  @Test
  void findsNothingInTheHistoryOfARoomThatExpiresPausesAndComesBack() {
    assertThat(replay(eventful())).isEmpty();
    assertThat(replay.compare(new LogPlace(TOPIC, 0, 20))).isEmpty();

    List<GenerationTotals> totals = replay.rooms().iterator().next().generations();

    assertThat(totals).extracting(GenerationTotals::expired).containsExactly(3L, 0L);
    assertThat(totals).extracting(GenerationTotals::retired).containsExactly(true, false);
    assertThat(totals).extracting(GenerationTotals::servingCounter).containsExactly(8L, 1L);
  }

  @Test
  void findsAPositionThatExpiredBeforeItsTime() {
    History history = servedFive().after(PERIOD.minusMillis(2)).expired(5, Map.of(0, 5L));
    assertBreach(history, Invariant.POSITIONS_HAVE_THEIR_TIME, 3);
  }

  @Test
  void findsAPositionThatExpiredWithoutBeingServed() {
    History history = servedFive().after(PERIOD).expired(6, Map.of(0, 6L));
    assertBreach(history, Invariant.POSITIONS_HAVE_THEIR_TIME, 3);
  }

  @Test
  void findsATokenOfAPositionThatHasExpired() {
    History history =
        servedFive().after(PERIOD).expired(5, Map.of(0, 5L)).configured().token(0, 2, 3);
    assertBreach(history, Invariant.EXPIRED_STAYS_EXPIRED, 5);
  }

  @Test
  void findsExpiredPositionsThatAreCountedWrong() {
    History history = servedFive().token(0, 0, 1).after(PERIOD).expired(5, Map.of(0, 5L));
    assertBreach(history, Invariant.EXPIRED_TURNS_PASS_ONCE, 4);
  }

  @Test
  void findsATurnThatPassesTwice() {
    History history =
        servedFive().after(PERIOD).expired(5, Map.of(0, 5L)).movedOn(5, 10).movedOn(10, 11);
    assertBreach(history, Invariant.EXPIRED_TURNS_PASS_ONCE, 5);
  }

  @Test
  void findsAPausedRoomThatMoves() {
    assertBreach(new History("Sample").movesOn(true).moved(0, 1), Invariant.PAUSED_ROOMS_STAND, 1);
  }

  @Test
  void findsLifeInARetiredRoom() {
    assertBreach(room().retired().moved(0, 1), Invariant.RETIRED_ROOMS_REST, 2);
    replay = new EventReplay();
    assertBreach(room().retired().configured(), Invariant.RETIRED_ROOMS_REST, 2);
  }

  @Test
  void findsFiguresThatAreNotWhatTheEventsSay() {
    History history = servedFive().token(0, 0, 1).after(PERIOD).reported(2, 10, 5, 0);
    assertBreach(history, Invariant.COUNTERS_EQUAL_EVENTS, 4);
  }

  @Test
  void findsALostEvent() {
    assertBreach(room().loseOne().moved(0, 1), Invariant.EVENTS_FOLLOW, 1);
  }

  @Test
  void findsADoubledEvent() {
    assertBreach(room().numbered(0, 0, 4, 1).repeat(), Invariant.EVENTS_FOLLOW, 2);
  }

  @Test
  void findsARoomThatWasNeverMade() {
    assertBreach(new History("Sample").moved(0, 1), Invariant.EVENTS_FOLLOW, 0);
  }

  @Test
  void findsTimeThatRunsBack() {
    assertBreach(room().moved(0, 1).backdate(), Invariant.TIME_NEVER_RUNS_BACK, 1);
  }

  @Test
  void findsAGapInTheNumbers() {
    History history = room().numbered(0, 0, 4, 1).numbered(0, 5, 6, 7);
    assertBreach(history, Invariant.QUEUE_NUMBERS_ARE_DENSE, 2);
  }

  @Test
  void findsAPlaceThatIsNumberedTwice() {
    History history = room().numbered(0, 0, 4, 1).numbered(0, 4, 6, 6);
    assertBreach(history, Invariant.PLACES_ARE_NUMBERED_ONCE, 2);
  }

  @Test
  void findsAPlaceOfAFormerGenerationThatIsNumbered() {
    History history = room().reset(Map.of(0, 5L)).numbered(0, 4, 6, 1);
    assertBreach(history, Invariant.PLACES_ARE_NUMBERED_ONCE, 2);
  }

  @Test
  void findsATokenAboveTheServingCounter() {
    History history = room().numbered(0, 0, 4, 1).moved(0, 2).token(0, 2, 3);
    assertBreach(history, Invariant.NO_TOKEN_ABOVE_SERVING, 3);
  }

  @Test
  void findsATokenWithAnotherNumber() {
    History history = room().numbered(0, 0, 4, 1).moved(0, 5).token(0, 2, 4);
    assertBreach(history, Invariant.TOKEN_HAS_ITS_NUMBER, 3);
  }

  @Test
  void findsASecondSetOfClaims() {
    History history = room().numbered(0, 0, 4, 1).moved(0, 5).token(0, 2, 3).token(0, 2, 3);
    assertBreach(history, Invariant.ONE_CLAIM_PER_REQUEST, 4);
  }

  @Test
  void findsASessionThatClosesTwice() {
    History history =
        room()
            .numbered(0, 0, 4, 1)
            .moved(0, 5)
            .token(0, 2, 3)
            .session(0, 2, SessionStatus.COMPLETED)
            .session(0, 2, SessionStatus.ABANDONED);
    assertBreach(history, Invariant.SESSION_CLOSES_ONCE, 5);
  }

  @Test
  void findsASessionWithoutAToken() {
    History history = room().numbered(0, 0, 4, 1).session(0, 2, SessionStatus.COMPLETED);
    assertBreach(history, Invariant.SESSION_CLOSES_ONCE, 2);
  }

  @Test
  void findsAMoveThatStartsElsewhere() {
    assertBreach(room().moved(0, 5).moved(4, 6), Invariant.SERVING_MOVES_CHAIN, 2);
  }

  @Test
  void findsAGenerationThatIsLeftOut() {
    assertBreach(room().skipGeneration().reset(Map.of()), Invariant.GENERATIONS_SUCCEED, 1);
  }

  @Test
  void findsAResetBelowWhatIsNumbered() {
    History history = room().numbered(0, 0, 4, 1).reset(Map.of(0, 4L));
    assertBreach(history, Invariant.GENERATIONS_SUCCEED, 2);
  }

  @Test
  void findsAnEventOfAnotherGeneration() {
    assertBreach(room().skipGeneration().moved(0, 1), Invariant.GENERATIONS_SUCCEED, 1);
  }

  @Test
  void findsCountersThatAreNotWhatTheEventsSay() {
    replay = new EventReplay(ForgetfulState::new);
    assertThat(replay(room().numbered(0, 0, 4, 1))).isEmpty();

    Optional<Finding> finding = replay.compare(new LogPlace(TOPIC, 0, 2));

    assertThat(finding.orElseThrow().breach().invariant())
        .isEqualTo(Invariant.COUNTERS_EQUAL_EVENTS);
  }

  @Test
  void comparesCountersBeforeAResetWipesThem() {
    replay = new EventReplay(ForgetfulState::new);
    History history = room().numbered(0, 0, 4, 1).reset(Map.of(0, 5L));
    assertBreach(history, Invariant.COUNTERS_EQUAL_EVENTS, 2);
  }

  @Test
  void findsARecordThatIsNoEvent() {
    Optional<Finding> finding = take(7, KEY, "{\"broken".getBytes(StandardCharsets.UTF_8));
    assertIs(finding, Invariant.EVERY_RECORD_IS_READABLE, 7);
  }

  @Test
  void findsARecordWithNothingInIt() {
    assertIs(take(7, KEY, new byte[0]), Invariant.EVERY_RECORD_IS_READABLE, 7);
  }

  @Test
  void findsAnEventUnderAnotherKey() {
    byte[] key = "Other".getBytes(StandardCharsets.UTF_8);
    Optional<Finding> finding = take(0, key, room().values().getFirst());
    assertIs(finding, Invariant.EVERY_RECORD_IS_READABLE, 0);
  }

  @Test
  void findsNumbersThatRunOver() {
    History history = room().numbered(0, 0, 4, Long.MAX_VALUE);
    assertBreach(history, Invariant.EVERY_RECORD_IS_READABLE, 1);
  }

  @Test
  void findsARoomInTwoPartitions() {
    List<byte[]> values = room().moved(0, 1).values();
    take(0, KEY, values.get(0));

    Optional<Finding> finding = replay.take(new LogPlace(TOPIC, 1, 0), KEY, values.get(1), false);

    assertIs(finding, Invariant.EVERY_RECORD_IS_READABLE, 0);
  }

  @Test
  void leavesOutARoomWhoseBeginningIsGone() {
    List<byte[]> values = room().moved(0, 1).moved(1, 2).values();

    for (int i = 1; i < values.size(); i++) {
      assertThat(replay.take(new LogPlace(TOPIC, 0, i), KEY, values.get(i), true)).isEmpty();
    }

    assertThat(replay.rooms()).isEmpty();
    assertThat(replay.beheaded()).extracting(Object::toString).containsExactly("Sample");
  }

  @Test
  void checksARoomThatBeganLaterInATrimmedPartition() {
    List<byte[]> values = room().moved(0, 5).moved(4, 6).values();

    assertThat(replay.take(new LogPlace(TOPIC, 0, 90), KEY, values.get(0), true)).isEmpty();
    assertThat(replay.take(new LogPlace(TOPIC, 0, 91), KEY, values.get(1), true)).isEmpty();
    assertIs(
        replay.take(new LogPlace(TOPIC, 0, 92), KEY, values.get(2), true),
        Invariant.SERVING_MOVES_CHAIN,
        92);
  }

  private static History room() {
    return History.ofConfigured("Sample");
  }

  /** Numbers 1 to 10 at 0-0 to 0-9, of which five are served. */
  private static History servedFive() {
    return new History("Sample").movesOn(false).numbered(0, 0, 9, 1).moved(0, 5);
  }

  /** Three expire and are made up for after a pause; the room goes, and comes back. */
  private static History eventful() {
    return servedFive()
        .token(0, 0, 1)
        .token(0, 3, 4)
        .movesOn(true)
        .after(PERIOD)
        .expired(3, Map.of(0, 5L))
        .reported(2, 10, 5, 3)
        .movesOn(false)
        .movedOn(5, 8)
        .retired()
        .numbered(0, 10, 11, 11)
        .reset(Map.of(0, 20L))
        .configured()
        .numbered(0, 20, 24, 1)
        .moved(0, 1);
  }

  private static History sound() {
    return room()
        .numbered(0, 0, 9, 1)
        .numbered(1, 0, 2, 11)
        .moved(0, 12)
        .token(0, 0, 1)
        .token(1, 1, 12)
        .session(0, 0, SessionStatus.COMPLETED)
        .session(1, 1, SessionStatus.ABANDONED);
  }

  private Optional<Finding> replay(History history) {
    List<byte[]> values = history.values();
    for (int i = 0; i < values.size(); i++) {
      Optional<Finding> finding = take(i, history.key(), values.get(i));
      if (finding.isPresent()) {
        return finding;
      }
    }
    return Optional.empty();
  }

  private Optional<Finding> take(long offset, byte[] key, byte[] value) {
    return replay.take(new LogPlace(TOPIC, 0, offset), key, value, false);
  }

  private void assertBreach(History history, Invariant invariant, long offset) {
    assertIs(replay(history), invariant, offset);
  }

  private static void assertIs(Optional<Finding> finding, Invariant invariant, long offset) {
    assertThat(finding).isPresent();
    assertThat(finding.get().breach().invariant()).isEqualTo(invariant);
    assertThat(finding.get().place().offset()).isEqualTo(offset);
    assertThat(finding.get().toString()).contains(invariant.toString(), "@" + offset);
  }

  /** Forgets one number whenever it is written: what a wrong {@code apply} would look like. */
  private static final class ForgetfulState implements RoomState {

    private final InMemoryRoomState real = new InMemoryRoomState();

    @Override
    public Optional<Room> room() {
      return real.room();
    }

    @Override
    public void put(Room room) {
      real.put(
          new Room(
              room.eventId(),
              room.sequence(),
              room.decidedAt(),
              room.generation(),
              room.settings(),
              Math.max(0, room.queueCounter() - 1),
              room.servingCounter(),
              room.tokenCounter(),
              room.completedSessions(),
              room.abandonedSessions(),
              room.starts(),
              room.numberedTo(),
              room.expiry(),
              room.turns(),
              room.metricsAt(),
              room.retired()));
    }

    @Override
    public Optional<NumberedSpan> spanHolding(Generation generation, Place place) {
      return real.spanHolding(generation, place);
    }

    @Override
    public Optional<NumberedSpan> spanFrom(Generation generation, Place place) {
      return real.spanFrom(generation, place);
    }

    @Override
    public void put(Generation generation, NumberedSpan span) {
      real.put(generation, span);
    }

    @Override
    public Optional<Reached> reached(Generation generation, QueueNumber number) {
      return real.reached(generation, number);
    }

    @Override
    public void put(Generation generation, Reached reached) {
      real.put(generation, reached);
    }

    @Override
    public TokenCount countTokens(Generation generation, OffsetRange range, int limit) {
      return real.countTokens(generation, range, limit);
    }

    @Override
    public long activeTokens(Generation generation, Instant now) {
      return real.activeTokens(generation, now);
    }

    @Override
    public Optional<IssuedToken> token(Generation generation, Place place) {
      return real.token(generation, place);
    }

    @Override
    public void put(Generation generation, IssuedToken token) {
      real.put(generation, token);
    }
  }
}
