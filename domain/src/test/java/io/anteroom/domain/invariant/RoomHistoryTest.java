package io.anteroom.domain.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.ExpiryAccount;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomEvent;
import io.anteroom.domain.room.RoomEvent.RoomConfigured;
import io.anteroom.domain.room.RoomEvent.RoomReset;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.room.RoomEvent.SessionUpdated;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.room.RoomEvent.TokenGenerated;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingCounter;
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

/** Histories broken by hand: each must be reported under the name of what it breaks. */
class RoomHistoryTest {

  private static final EventId ROOM = new EventId("Sample");
  private static final Instant T = Instant.parse("2026-11-20T10:00:00Z");
  private static final RoomSettings SETTINGS =
      RoomSettings.defaults(new Issuer("https://wait.example"));

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
        room(4, 10, 5, 1, 1, 0, 0, 20),
        room(5, 11, 5, 1, 1, 0, 0, 20),
        room(5, 10, 4, 1, 1, 0, 0, 20),
        room(5, 10, 5, 2, 1, 0, 0, 20),
        room(5, 10, 5, 1, 0, 0, 0, 20),
        room(5, 10, 5, 1, 1, 1, 0, 20),
        room(5, 10, 5, 1, 1, 0, 0, 21));
  }

  @ParameterizedTest
  @MethodSource("roomsWithOneWrongCount")
  void reportsCountersEqualEvents(Room wrong) {
    observe(token(0, 12, 3));
    observe(session(0, 12, SessionStatus.COMPLETED));

    assertThat(history.compare(room(5, 10, 5, 1, 1, 0, 0, 20))).isEmpty();
    assertOnly(Invariant.COUNTERS_EQUAL_EVENTS, history.compare(wrong));
  }

  @Test
  void reportsCountersEqualEventsWhereAGenerationStartsElsewhere() {
    reset(Map.of(0, 25L));
    Room right =
        new Room(
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
            new PartitionOffsets(Map.of(0, 25L)),
            new PartitionOffsets(Map.of(0, 25L)),
            ExpiryAccount.startingAt(new PartitionOffsets(Map.of(0, 25L))),
            Instant.EPOCH,
            false);
    Room wrong =
        new Room(
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
            new PartitionOffsets(Map.of(0, 24L)),
            new PartitionOffsets(Map.of(0, 25L)),
            ExpiryAccount.startingAt(new PartitionOffsets(Map.of(0, 24L))),
            Instant.EPOCH,
            false);

    assertThat(history.compare(right)).isEmpty();
    assertOnly(Invariant.COUNTERS_EQUAL_EVENTS, history.compare(wrong));
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
  @Test
  void sharesNothingWithTheCodeThatDecides() throws IOException {
    try (InputStream code = RoomHistory.class.getResourceAsStream("RoomHistory.class")) {
      String constants = new String(code.readAllBytes(), StandardCharsets.ISO_8859_1);

      assertThat(Pattern.compile("io/anteroom/domain/room/(\\w+)").matcher(constants).results())
          .extracting(found -> found.group(1))
          .contains("RecordedEvent")
          .doesNotContain("WaitingRoom", "RoomState", "InMemoryRoomState", "Decision", "Command");
    }
  }

  private static void assertOnly(Invariant broken, List<Breach> breaches) {
    assertThat(breaches).extracting(Breach::invariant).containsExactly(broken);
  }

  private List<Breach> observe(RoomEvent event) {
    sequence++;
    return history.observe(
        new RecordedEvent(
            ROOM, new Generation(generation), new Sequence(sequence), T.plusMillis(3), event));
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
        ExpiryAccount.startingAt(new PartitionOffsets(Map.of(0, 25L, 1, 5L))),
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
      long numberedTo) {
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
        ExpiryAccount.startingAt(new PartitionOffsets(Map.of(0, start))),
        Instant.EPOCH,
        false);
  }

  private static SpanNumbered numbered(int partition, long from, long to, long firstNumber) {
    return new SpanNumbered(
        new NumberedSpan(new OffsetRange(partition, from, to), new QueueNumber(firstNumber), T));
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
