package io.anteroom.domain.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.ExpiryAccount;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.PositionExpiry;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomEvent;
import io.anteroom.domain.room.RoomEvent.MetricsReported;
import io.anteroom.domain.room.RoomEvent.PositionsExpired;
import io.anteroom.domain.room.RoomEvent.RoomConfigured;
import io.anteroom.domain.room.RoomEvent.RoomReset;
import io.anteroom.domain.room.RoomEvent.RoomRetired;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.room.RoomEvent.SessionUpdated;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.room.RoomEvent.TokenGenerated;
import io.anteroom.domain.room.RoomMetrics;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.room.ServingPoint;
import io.anteroom.domain.room.TurnAccount;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories broken by hand: each must be reported under the name of what it breaks. */
class RoomHistoryTest {

  private static final EventId ROOM = new EventId("Sample");
  private static final Instant T = Instant.parse("2026-11-20T10:00:00Z");
  private static final RoomSettings SETTINGS =
      RoomSettings.defaults(new Issuer("https://wait.example"));

  private static final RoomConfigured MOVES_ON = new RoomConfigured(settings(true, true, false));

  /** When the time of the numbers is up that the good history serves. */
  private static final Instant END = T.plusMillis(3).plus(SETTINGS.positionExpiry().period());

  private final RoomHistory history = new RoomHistory();
  private int generation = 1;
  private long sequence = 0;

  /** A good history: places 0-10 to 0-19 have numbers 1 to 10, of which 5 are served. */
  @BeforeEach
  void begin() {
    assertThat(observe(new RoomConfigured(SETTINGS))).isEmpty();
    assertThat(observe(numbered(0, 10, 19, 1))).isEmpty();
    assertThat(observe(moved(0, 5))).isEmpty();
  }

  @Test
  void aGoodHistoryBreaksNothing() {
    assertThat(observe(numbered(1, 0, 4, 11))).isEmpty();
    assertThat(observe(token(0, 12, 3))).isEmpty();
    assertThat(observe(session(0, 12, SessionStatus.COMPLETED))).isEmpty();
    assertThat(observe(moved(5, 2))).isEmpty();
    assertThat(observe(new RoomConfigured(SETTINGS))).isEmpty();
    assertThat(reset(Map.of(0, 25L, 1, 5L))).isEmpty();
    assertThat(observe(numbered(0, 25, 29, 1))).isEmpty();
    assertThat(observe(moved(0, 9))).isEmpty();
    assertThat(observe(token(0, 25, 1))).isEmpty();
    assertThat(observe(token(0, 26, 2))).isEmpty();
    assertThat(observe(session(0, 25, SessionStatus.ABANDONED))).isEmpty();
    assertThat(history.compare(room())).isEmpty();
    assertThat(history.spans()).containsExactly(numbered(0, 25, 29, 1).span());
  }

  @Test
  void reportsEventsFollowWhereAnEventIsMissing() {
    sequence++;

    assertOnly(Invariant.EVENTS_FOLLOW, observe(moved(5, 6)));
  }

  @Test
  void reportsEventsFollowWhereAnEventIsThereTwice() {
    sequence--;

    assertOnly(Invariant.EVENTS_FOLLOW, observe(new RoomConfigured(SETTINGS)));
  }

  @Test
  void reportsTimeNeverRunsBack() {
    RecordedEvent earlier =
        new RecordedEvent(
            ROOM, Generation.FIRST, new Sequence(4), T.plusMillis(2), new RoomConfigured(SETTINGS));

    assertOnly(Invariant.TIME_NEVER_RUNS_BACK, history.observe(earlier));
  }

  @Test
  void reportsQueueNumbersAreDenseWhereANumberIsSkipped() {
    assertOnly(Invariant.QUEUE_NUMBERS_ARE_DENSE, observe(numbered(0, 20, 29, 12)));
  }

  @Test
  void reportsQueueNumbersAreDenseWhereANumberIsGivenTwice() {
    assertOnly(Invariant.QUEUE_NUMBERS_ARE_DENSE, observe(numbered(0, 20, 29, 10)));
  }

  @Test
  void reportsQueueNumbersAreDenseWhereAGenerationDoesNotStartAtOne() {
    reset(Map.of(0, 20L));

    assertOnly(Invariant.QUEUE_NUMBERS_ARE_DENSE, observe(numbered(0, 20, 29, 11)));
  }

  @Test
  void reportsPlacesAreNumberedOnceWhereASpanOverlaps() {
    assertOnly(Invariant.PLACES_ARE_NUMBERED_ONCE, observe(numbered(0, 19, 29, 11)));
  }

  @Test
  void reportsPlacesAreNumberedOnceWhereAFormerPlaceGetsANumber() {
    reset(Map.of(0, 25L));

    assertOnly(Invariant.PLACES_ARE_NUMBERED_ONCE, observe(numbered(0, 24, 29, 1)));
  }

  @Test
  void reportsNoTokenAboveServing() {
    assertOnly(Invariant.NO_TOKEN_ABOVE_SERVING, observe(token(0, 15, 6)));
  }

  @Test
  void reportsNoTokenAboveServingWhereTheCounterWentBack() {
    observe(moved(5, 4));

    assertOnly(Invariant.NO_TOKEN_ABOVE_SERVING, observe(token(0, 14, 5)));
  }

  @Test
  void reportsTokenHasItsNumberWhereItHasAnother() {
    assertOnly(Invariant.TOKEN_HAS_ITS_NUMBER, observe(token(0, 12, 2)));
  }

  @Test
  void reportsTokenHasItsNumberWhereThePlaceHasNone() {
    assertOnly(Invariant.TOKEN_HAS_ITS_NUMBER, observe(token(0, 20, 1)));
  }

  @Test
  void reportsTokenHasItsNumberWhereThePlaceIsFormer() {
    reset(Map.of(0, 20L));
    observe(moved(0, 5));

    assertOnly(Invariant.TOKEN_HAS_ITS_NUMBER, observe(token(0, 12, 3)));
  }

  @Test
  void reportsOneClaimPerRequest() {
    observe(token(0, 12, 3));

    assertOnly(Invariant.ONE_CLAIM_PER_REQUEST, observe(token(0, 12, 3)));
  }

  @Test
  void reportsOneClaimPerRequestAfterTheSessionClosed() {
    observe(token(0, 12, 3));
    observe(session(0, 12, SessionStatus.COMPLETED));

    assertOnly(Invariant.ONE_CLAIM_PER_REQUEST, observe(token(0, 12, 3)));
  }

  @Test
  void reportsSessionClosesOnceWhereItClosesTwice() {
    observe(token(0, 12, 3));
    observe(session(0, 12, SessionStatus.COMPLETED));

    assertOnly(Invariant.SESSION_CLOSES_ONCE, observe(session(0, 12, SessionStatus.ABANDONED)));
  }

  @Test
  void reportsSessionClosesOnceWhereThereIsNoToken() {
    assertOnly(Invariant.SESSION_CLOSES_ONCE, observe(session(0, 12, SessionStatus.COMPLETED)));
  }

  @Test
  void reportsSessionClosesOnceWhereItOpensAgain() {
    observe(token(0, 12, 3));

    assertOnly(Invariant.SESSION_CLOSES_ONCE, observe(session(0, 12, SessionStatus.ACTIVE)));
  }

  @Test
  void reportsServingMovesChain() {
    assertOnly(Invariant.SERVING_MOVES_CHAIN, observe(moved(4, 6)));
  }

  @Test
  void reportsServingMovesChainAcrossAReset() {
    reset(Map.of(0, 20L));

    assertOnly(Invariant.SERVING_MOVES_CHAIN, observe(moved(5, 6)));
  }

  @Test
  void reportsGenerationsSucceedWhereAGenerationIsSkipped() {
    generation++;

    assertOnly(Invariant.GENERATIONS_SUCCEED, reset(Map.of(0, 20L)));
  }

  @Test
  void reportsGenerationsSucceedWhereAResetStaysInItsGeneration() {
    generation--;

    assertOnly(Invariant.GENERATIONS_SUCCEED, reset(Map.of(0, 20L)));
  }

  @Test
  void reportsGenerationsSucceedWhereAnEventIsOfAnotherGeneration() {
    generation++;

    assertOnly(Invariant.GENERATIONS_SUCCEED, observe(moved(5, 6)));
  }

  @Test
  void reportsGenerationsSucceedWhereAResetLeavesNumberedPlacesBehind() {
    assertOnly(Invariant.GENERATIONS_SUCCEED, reset(Map.of(0, 19L)));
  }

  static Stream<Room> roomsWithOneWrongCount() {
    return Stream.of(
        room(5, 10, 5, 1, 1, 0, 0, 20, account(5, 0, 0, 0), true),
        room(4, 10, 5, 1, 1, 0, 0, 20, account(5, 0, 0, 0), false),
        room(5, 10, 4, 1, 1, 0, 0, 20, account(5, 0, 0, 0), false),
        room(5, 10, 5, 1, 0, 0, 0, 20, account(5, 0, 0, 0), false),
        room(5, 10, 5, 1, 1, 1, 0, 20, account(5, 0, 0, 0), false),
        room(5, 10, 5, 1, 1, 0, 0, 21, account(5, 0, 0, 0), false),
        room(5, 10, 5, 1, 1, 0, 0, 20, account(6, 0, 0, 0), false),
        room(5, 10, 5, 1, 1, 0, 0, 20, account(5, 0, 1, 0), false),
        room(5, 10, 5, 1, 1, 0, 0, 20, account(5, 0, 0, 1), false),
        room(5, 10, 5, 1, 1, 0, 0, 20, account(5, 0, 0, 0), turns(3, 1, 0), false),
        room(5, 10, 5, 1, 1, 0, 0, 20, account(5, 0, 0, 0), turns(2, 0, 0), false));
  }

  /** These are seen twice, since how many wait follows from them. */
  static Stream<Room> roomsWithAWrongCountOfPeople() {
    return Stream.of(
        room(5, 11, 5, 1, 1, 0, 0, 20, account(5, 0, 0, 0), false),
        room(5, 10, 5, 2, 1, 0, 0, 20, account(5, 0, 0, 0), false),
        room(5, 10, 5, 1, 1, 0, 0, 20, account(5, 1, 0, 0), false));
  }

  @ParameterizedTest
  @MethodSource("roomsWithOneWrongCount")
  void reportsCountersEqualEvents(Room wrong) {
    observe(token(0, 12, 3));
    observe(session(0, 12, SessionStatus.COMPLETED));

    assertThat(history.compare(room(5, 10, 5, 1, 1, 0, 0, 20, account(5, 0, 0, 0), false)))
        .isEmpty();
    assertOnly(Invariant.COUNTERS_EQUAL_EVENTS, history.compare(wrong));
  }

  @ParameterizedTest
  @MethodSource("roomsWithAWrongCountOfPeople")
  void reportsCountersEqualEventsForWhoWaits(Room wrong) {
    observe(token(0, 12, 3));
    observe(session(0, 12, SessionStatus.COMPLETED));

    assertThat(history.compare(wrong))
        .extracting(Breach::invariant)
        .containsExactly(Invariant.COUNTERS_EQUAL_EVENTS, Invariant.COUNTERS_EQUAL_EVENTS);
  }

  @Test
  void reportsNobodyWhoMayComeIsOverlookedWhereTooFewAreSettledAboveTheCounter() {
    observe(token(0, 12, 3));
    observe(moved(5, 2));

    assertThat(history.compare(roomMovedBack(1))).isEmpty();
    assertThat(history.compare(roomMovedBack(2))).isEmpty();
    assertOnly(Invariant.NOBODY_WHO_MAY_COME_IS_OVERLOOKED, history.compare(roomMovedBack(0)));
  }

  private static Room roomMovedBack(long settledAbove) {
    return room(5, 10, 2, 1, 0, 0, 0, 20, account(5, 0, 0, 0), turns(5, 0, settledAbove), false);
  }

  @Test
  void reportsCountersEqualEventsWhereAGenerationStartsElsewhere() {
    reset(Map.of(0, 25L));

    assertThat(history.compare(secondGenerationFrom(25))).isEmpty();
    assertOnly(Invariant.COUNTERS_EQUAL_EVENTS, history.compare(secondGenerationFrom(24)));
  }

  private static Room secondGenerationFrom(long start) {
    return new Room(
        ROOM,
        new Sequence(4),
        T,
        new Generation(2),
        SETTINGS,
        0,
        ServingCounter.ZERO,
        0,
        0,
        0,
        new PartitionOffsets(Map.of(0, start)),
        new PartitionOffsets(Map.of(0, 25L)),
        account(0, 0, 0, 25),
        turns(4, 0, 0),
        Instant.EPOCH,
        false);
  }

  // Expiry: numbers 1 to 5 are served, and their time is up at END

  @Test
  void aGoodHistoryOfPositionsThatExpireBreaksNothing() {
    assertThat(observe(MOVES_ON)).isEmpty();
    assertThat(observe(token(0, 12, 3))).isEmpty();
    assertThat(observeAt(END, expired(4, Map.of(0, 15L)))).isEmpty();
    assertThat(observeAt(END, movedOn(5, 9))).isEmpty();
    assertThat(observeAt(END, metrics(1, 1, 10, 9, 0, 0, 4, 5))).isEmpty();
    assertThat(
            history.compare(
                room(8, 10, 9, 1, 0, 0, 0, 20, account(9, 4, 0, 15), turns(7, 4, 0), false)))
        .isEmpty();
    assertThat(observeAt(END, new RoomRetired())).isEmpty();
    assertThat(observeAt(END, numbered(0, 20, 29, 11))).isEmpty();
    generation++;
    assertThat(observeAt(END, new RoomReset(new PartitionOffsets(Map.of(0, 30L))))).isEmpty();
    assertThat(observeAt(END, new RoomConfigured(SETTINGS))).isEmpty();
  }

  @Test
  void reportsPositionsHaveTheirTimeWhereOneExpiresAMillisecondEarly() {
    assertOnly(
        Invariant.POSITIONS_HAVE_THEIR_TIME,
        observeAt(END.minusMillis(1), expired(5, Map.of(0, 15L))));
  }

  @Test
  void reportsPositionsHaveTheirTimeWhereTheCounterNeverWasThere() {
    assertOnly(Invariant.POSITIONS_HAVE_THEIR_TIME, observeAt(END, expired(6, Map.of(0, 16L))));
  }

  @Test
  void reportsPositionsHaveTheirTimeWhereTheCounterWentBack() {
    observe(moved(5, 4));

    assertOnly(Invariant.POSITIONS_HAVE_THEIR_TIME, observeAt(END, expired(5, Map.of(0, 15L))));
  }

  @Test
  void reportsPositionsHaveTheirTimeWhereThereIsNoLimit() {
    observe(new RoomConfigured(settings(false, false, false)));

    assertOnly(Invariant.POSITIONS_HAVE_THEIR_TIME, observeAt(END, expired(5, Map.of(0, 15L))));
  }

  @Test
  void reportsPositionsHaveTheirTimeFromJoiningOn() {
    observe(moved(5, 50));
    observe(numbered(1, 0, 0, 11, T.plusMillis(4)));

    assertOnly(Invariant.POSITIONS_HAVE_THEIR_TIME, observeAt(END, expired(1, Map.of(1, 1L))));
  }

  @Test
  void reportsExpiredStaysExpiredForATokenOfAPositionThatWasJudged() {
    observeAt(END, expired(5, Map.of(0, 15L)));
    observeAt(END, new RoomConfigured(settings(false, false, false)));

    assertOnly(Invariant.EXPIRED_STAYS_EXPIRED, observeAt(END, token(0, 12, 3)));
  }

  @Test
  void reportsExpiredStaysExpiredForATokenThatNobodyCouldFetchAnyMore() {
    assertThat(observeAt(END.plusMillis(999), token(0, 12, 3))).isEmpty();
    assertOnly(Invariant.EXPIRED_STAYS_EXPIRED, observeAt(END.plusMillis(1_000), token(0, 13, 4)));
  }

  static Stream<RoomEvent> wrongCountsOfExpired() {
    return Stream.of(
        expired(5, Map.of(0, 15L)),
        expired(3, Map.of(0, 15L)),
        expired(4, Map.of(0, 14L)),
        expired(0, Map.of(0, 15L)),
        expired(4, Map.of(1, 15L)));
  }

  /** Of the five that are served one has a token. */
  @ParameterizedTest
  @MethodSource("wrongCountsOfExpired")
  void reportsExpiredTurnsPassOnceWhereTheCountIsWrong(RoomEvent event) {
    observe(token(0, 12, 3));

    assertOnly(Invariant.EXPIRED_TURNS_PASS_ONCE, observeAt(END, event));
  }

  @Test
  void reportsExpiredTurnsPassOnceWhereAPositionIsJudgedTwice() {
    observeAt(END, expired(5, Map.of(0, 15L)));

    assertOnly(Invariant.EXPIRED_TURNS_PASS_ONCE, observeAt(END, expired(0, Map.of(0, 15L))));
    assertOnly(Invariant.EXPIRED_TURNS_PASS_ONCE, observeAt(END, expired(0, Map.of(0, 14L))));
  }

  @Test
  void reportsExpiredTurnsPassOnceWhereTheyPassTwice() {
    observe(MOVES_ON);
    observeAt(END, expired(5, Map.of(0, 15L)));
    assertThat(observeAt(END, movedOn(5, 10))).isEmpty();

    assertOnly(Invariant.EXPIRED_TURNS_PASS_ONCE, observeAt(END, movedOn(10, 15)));
  }

  @Test
  void reportsExpiredTurnsPassOnceWhereNobodyAskedForIt() {
    observeAt(END, expired(5, Map.of(0, 15L)));

    assertOnly(Invariant.EXPIRED_TURNS_PASS_ONCE, observeAt(END, movedOn(5, 10)));
  }

  @Test
  void reportsExpiredTurnsPassOnceWhereTheyWereGivenUp() {
    observe(MOVES_ON);
    observeAt(END, expired(5, Map.of(0, 15L)));
    observeAt(END, new RoomConfigured(SETTINGS));
    observeAt(END, MOVES_ON);

    assertOnly(Invariant.EXPIRED_TURNS_PASS_ONCE, observeAt(END, movedOn(5, 6)));
  }

  @Test
  void reportsExpiredTurnsPassOnceWhereTheyPassBackwards() {
    assertOnly(Invariant.EXPIRED_TURNS_PASS_ONCE, observe(movedOn(5, 4)));
  }

  // Paused, retired

  @Test
  void reportsPausedRoomsStand() {
    observe(new RoomConfigured(settings(true, false, true)));

    assertOnly(Invariant.PAUSED_ROOMS_STAND, observe(moved(5, 6)));
  }

  @Test
  void reportsPausedRoomsStandForTurnsThatPass() {
    observe(MOVES_ON);
    observe(new RoomConfigured(settings(true, true, true)));
    observeAt(END, expired(5, Map.of(0, 15L)));

    assertOnly(Invariant.PAUSED_ROOMS_STAND, observeAt(END, movedOn(5, 10)));
  }

  static Stream<RoomEvent> eventsThatWakeNobody() {
    return Stream.of(
        moved(5, 6),
        token(0, 12, 3),
        new RoomConfigured(SETTINGS),
        metrics(0, 0, 10, 5, 0, 0, 0, 10),
        new RoomRetired());
  }

  @ParameterizedTest
  @MethodSource("eventsThatWakeNobody")
  void reportsRetiredRoomsRest(RoomEvent event) {
    observe(new RoomRetired());

    assertOnly(Invariant.RETIRED_ROOMS_REST, observe(event));
  }

  @Test
  void reportsRetiredRoomsRestWhereSomethingComesBeforeTheNewSettings() {
    observe(new RoomRetired());
    assertThat(reset(Map.of(0, 20L))).isEmpty();

    assertOnly(Invariant.RETIRED_ROOMS_REST, observe(numbered(0, 20, 29, 1)));
    assertOnly(Invariant.RETIRED_ROOMS_REST, reset(Map.of(0, 30L)));
  }

  // Figures

  static Stream<RoomEvent> reportsWithOneWrongFigure() {
    return Stream.of(
        metrics(2, 2, 10, 5, 1, 0, 0, 8),
        metrics(1, 3, 10, 5, 1, 0, 0, 8),
        metrics(1, 2, 9, 5, 1, 0, 0, 8),
        metrics(1, 2, 10, 6, 1, 0, 0, 8),
        metrics(1, 2, 10, 5, 0, 0, 0, 8),
        metrics(1, 2, 10, 5, 1, 1, 0, 8),
        metrics(1, 2, 10, 5, 1, 0, 1, 8),
        metrics(1, 2, 10, 5, 1, 0, 0, 7));
  }

  @ParameterizedTest
  @MethodSource("reportsWithOneWrongFigure")
  void reportsCountersEqualEventsForAReport(RoomEvent wrong) {
    observe(token(0, 12, 3));
    observe(token(0, 13, 4));
    observe(session(0, 12, SessionStatus.COMPLETED));

    assertThat(observe(metrics(1, 2, 10, 5, 1, 0, 0, 8))).isEmpty();
    assertOnly(Invariant.COUNTERS_EQUAL_EVENTS, observe(wrong));
  }

  @Test
  void aTokenThatHasEndedIsNotActive() {
    observe(token(0, 12, 3));

    assertThat(observeAt(T.plusSeconds(3_599), metrics(1, 1, 10, 5, 0, 0, 0, 9))).isEmpty();
    assertThat(observeAt(T.plusSeconds(3_600), metrics(0, 1, 10, 5, 0, 0, 0, 9))).isEmpty();
  }

  @Test
  void reportsABreachOnceAndGoesOn() {
    observe(numbered(0, 20, 29, 12));

    assertThat(observe(numbered(0, 30, 39, 22))).isEmpty();
  }

  @Test
  void aBreachReadsAsNameAndDetail() {
    assertThat(observe(moved(4, 6)))
        .singleElement()
        .hasToString("ServingMovesChain: a move from 4 while the counter is at 5");
  }

  /** A mistake in the code that decides must not be made again where it is looked for. */
  @ParameterizedTest
  @ValueSource(classes = {RoomHistory.class, ExpiryWatch.class, SessionBook.class})
  void sharesNothingWithTheCodeThatDecides(Class<?> watching) throws IOException {
    try (InputStream code = watching.getResourceAsStream(watching.getSimpleName() + ".class")) {
      String constants = new String(code.readAllBytes(), StandardCharsets.ISO_8859_1);

      assertThat(Pattern.compile("io/anteroom/domain/room/(\\w+)").matcher(constants).results())
          .extracting(found -> found.group(1))
          .isNotEmpty()
          .doesNotContain(
              "WaitingRoom",
              "ExpirySweep",
              "Standing",
              "Reached",
              "ServingHistory",
              "RoomState",
              "InMemoryRoomState",
              "Decision",
              "Command");
    }
  }

  private static void assertOnly(Invariant broken, List<Breach> breaches) {
    assertThat(breaches).extracting(Breach::invariant).containsExactly(broken);
  }

  private List<Breach> observe(RoomEvent event) {
    return observeAt(T.plusMillis(3), event);
  }

  private List<Breach> observeAt(Instant time, RoomEvent event) {
    sequence++;
    return history.observe(
        new RecordedEvent(ROOM, new Generation(generation), new Sequence(sequence), time, event));
  }

  private List<Breach> reset(Map<Integer, Long> starts) {
    generation++;
    return observe(new RoomReset(new PartitionOffsets(starts)));
  }

  /** The room after the good history. */
  private static Room room() {
    return new Room(
        ROOM,
        new Sequence(14),
        T,
        new Generation(2),
        SETTINGS,
        5,
        new ServingCounter(9),
        2,
        0,
        1,
        new PartitionOffsets(Map.of(0, 25L, 1, 5L)),
        new PartitionOffsets(Map.of(0, 30L, 1, 5L)),
        new ExpiryAccount(new ServingCounter(9), 0, 0, new PartitionOffsets(Map.of(0, 25L, 1, 5L))),
        turns(11, 0, 0),
        Instant.EPOCH,
        false);
  }

  private static Room room(
      long sequence,
      long queued,
      long serving,
      long tokens,
      long completed,
      long abandoned,
      long start,
      long numberedTo,
      ExpiryAccount expiry,
      boolean retired) {
    return room(
        sequence,
        queued,
        serving,
        tokens,
        completed,
        abandoned,
        start,
        numberedTo,
        expiry,
        turns(3, 0, 0),
        retired);
  }

  private static Room room(
      long sequence,
      long queued,
      long serving,
      long tokens,
      long completed,
      long abandoned,
      long start,
      long numberedTo,
      ExpiryAccount expiry,
      TurnAccount turns,
      boolean retired) {
    return new Room(
        ROOM,
        new Sequence(sequence),
        T,
        Generation.FIRST,
        SETTINGS,
        queued,
        new ServingCounter(serving),
        tokens,
        completed,
        abandoned,
        new PartitionOffsets(Map.of(0, start)),
        new PartitionOffsets(Map.of(0, numberedTo)),
        expiry,
        turns,
        Instant.EPOCH,
        retired);
  }

  private static TurnAccount turns(long version, long handedOn, long settledAbove) {
    return new TurnAccount(new ServingPoint(version), handedOn, settledAbove);
  }

  private static ExpiryAccount account(long highest, long expired, long owed, long judgedTo) {
    return new ExpiryAccount(
        new ServingCounter(highest), expired, owed, new PartitionOffsets(Map.of(0, judgedTo)));
  }

  private static RoomSettings settings(boolean expires, boolean movesOn, boolean paused) {
    return new RoomSettings(
        SETTINGS.validityPeriod(),
        SETTINGS.issuer(),
        new PositionExpiry(expires, SETTINGS.positionExpiry().period()),
        movesOn,
        SETTINGS.metrics(),
        SETTINGS.joinLimit(),
        paused,
        SETTINGS.closed());
  }

  private static SpanNumbered numbered(int partition, long from, long to, long firstNumber) {
    return numbered(partition, from, to, firstNumber, T);
  }

  private static SpanNumbered numbered(
      int partition, long from, long to, long firstNumber, Instant joinedAt) {
    return new SpanNumbered(
        new NumberedSpan(
            new OffsetRange(partition, from, to), new QueueNumber(firstNumber), joinedAt));
  }

  private static PositionsExpired expired(long count, Map<Integer, Long> judgedTo) {
    return new PositionsExpired(count, new PartitionOffsets(judgedTo));
  }

  private static ServingCounterMoved movedOn(long from, long to) {
    return new ServingCounterMoved(new ServingCounter(from), new ServingCounter(to), Cause.EXPIRY);
  }

  private static MetricsReported metrics(
      long active,
      long tokens,
      long queued,
      long serving,
      long completed,
      long abandoned,
      long expired,
      long waiting) {
    return new MetricsReported(
        new RoomMetrics(
            active,
            tokens,
            queued,
            new ServingCounter(serving),
            completed,
            abandoned,
            expired,
            waiting));
  }

  private static ServingCounterMoved moved(long from, long to) {
    return new ServingCounterMoved(new ServingCounter(from), new ServingCounter(to), Cause.ADMIN);
  }

  private static TokenGenerated token(int partition, long offset, long number) {
    TokenClaims claims =
        new TokenClaims(
            ROOM,
            new RequestId(partition, offset),
            new QueueNumber(number),
            T,
            T.plusSeconds(3600),
            SETTINGS.issuer(),
            new KeyId("key"),
            new TokenId("token"));
    return new TokenGenerated(new Place(partition, offset), claims);
  }

  private static SessionUpdated session(int partition, long offset, SessionStatus status) {
    return new SessionUpdated(
        new Place(partition, offset), new RequestId(partition, offset), status);
  }
}
