package io.anteroom.domain.room;

import static io.anteroom.domain.room.RoomScript.START;
import static io.anteroom.domain.room.RoomScript.given;
import static io.anteroom.domain.room.RoomWords.claims;
import static io.anteroom.domain.room.RoomWords.configured;
import static io.anteroom.domain.room.RoomWords.expired;
import static io.anteroom.domain.room.RoomWords.increment;
import static io.anteroom.domain.room.RoomWords.issue;
import static io.anteroom.domain.room.RoomWords.moved;
import static io.anteroom.domain.room.RoomWords.number;
import static io.anteroom.domain.room.RoomWords.numbered;
import static io.anteroom.domain.room.RoomWords.reset;
import static io.anteroom.domain.room.RoomWords.sessionUpdated;
import static io.anteroom.domain.room.RoomWords.tick;
import static io.anteroom.domain.room.RoomWords.tokenGenerated;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.RoomEvent.TokenGenerated;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.token.SessionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Until when the token of a served number can be fetched, and what is said afterwards. */
class PositionExpiryTest {

  private static final Duration PERIOD = PositionExpiry.DEFAULT.period();
  private static final Rejection EXPIRED = new Rejection.PositionExpired();

  /** Of numbers that the third event of a script serves. */
  private static final Instant END = START.plusSeconds(2).plus(PERIOD);

  /** The beginning of a second, for tests that must stay within one. */
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  /** Places 0-0 to 0-9 have the numbers 1 to 10, of which 1 to 5 are served. */
  private static RoomScript served() {
    return given(configured(), numbered(0, 0, 9, 1), moved(0, 5));
  }

  // The last second

  @ParameterizedTest
  @ValueSource(longs = {-900_000, -1_000, -1})
  void aTokenCanBeFetchedUpToTheLastMillisecond(long millis) {
    RoomScript script = served().at(END.plusMillis(millis));

    script.when(tick()).thenNothingHappens();
    assertAdmits(script, 4);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1_000, 31_536_000_000L})
  void noTokenCanBeFetchedFromTheEndOn(long millis) {
    served().at(END.plusMillis(millis)).when(issue(0, 4)).thenRejected(EXPIRED);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1_000, 31_536_000_000L})
  void positionsExpireFromTheEndOnAndOnce(long millis) {
    RoomScript script = served().at(END.plusMillis(millis));

    Room room = script.when(tick()).then(expired(5, Map.of(0, 5L))).room();

    assertThat(room.expiry().expired()).isEqualTo(5);
    assertThat(room.waiting()).isEqualTo(5);
    script.when(tick()).thenNothingHappens();
    script.when(issue(0, 4)).thenRejected(EXPIRED);
  }

  @Test
  void theTimeOfTheRoomCountsWhereTheClockRunsBack() {
    served()
        .at(END)
        .when(increment(1))
        .at(END.minusSeconds(60))
        .when(issue(0, 4))
        .thenRejected(EXPIRED)
        .when(tick())
        .then(expired(5, Map.of(0, 5L)));
  }

  // From when on

  @Test
  void whoIsServedBeforeJoiningHasTimeFromJoiningOn() {
    Instant joined = START.plusSeconds(5_000);
    RoomScript script =
        given(configured(), moved(0, 50))
            .at(joined.plusMillis(200))
            .when(number(0, 0, 9, joined))
            .at(joined.plus(PERIOD).minusMillis(1));

    script.when(tick()).thenNothingHappens();
    assertAdmits(script, 0);
    script.at(joined.plus(PERIOD)).when(issue(0, 1)).thenRejected(EXPIRED);
    script.when(tick()).then(expired(9, Map.of(0, 10L)));
  }

  @Test
  void aNumberIsReachedByTheFirstMoveThatGoesThatFar() {
    RoomScript script =
        given(configured(), numbered(0, 0, 9, 1), moved(0, 2), moved(2, 7), moved(7, 10));

    script.at(END).when(tick()).then(expired(2, Map.of(0, 2L)));
    assertAdmits(script, 2);
    script.at(END.plusSeconds(1)).when(tick()).then(expired(4, Map.of(0, 7L)));
    script.at(END.plusSeconds(2)).when(tick()).then(expired(3, Map.of(0, 10L)));
  }

  @Test
  void timeRunsFromTheFirstTimeAlthoughTheCounterWentBackAndForward() {
    RoomScript script =
        given(configured(), numbered(0, 0, 9, 1), moved(0, 5), moved(5, 0), moved(0, 6));

    script.at(END.minusMillis(1)).when(tick()).thenNothingHappens();
    script.at(END).when(issue(0, 4)).thenRejected(EXPIRED);
    script.when(tick()).then(expired(5, Map.of(0, 5L)));
    assertAdmits(script, 5);
    script.at(END.plusSeconds(2)).when(issue(0, 5)).then();
    script.when(tick()).then(expired(0, Map.of(0, 6L)));
  }

  @Test
  void aNumberFromWhichTheCounterWentBackExpiresWhenItIsServedAgain() {
    RoomScript script =
        given(configured(), numbered(0, 0, 9, 1), moved(0, 5), moved(5, 2))
            .at(END.plusSeconds(500))
            .when(tick())
            .then(expired(2, Map.of(0, 2L)));

    script.when(issue(0, 4)).thenRejected(notServed(5, 2));
    script.when(increment(3));
    script.when(issue(0, 4)).thenRejected(EXPIRED);
    script.when(tick()).then(expired(3, Map.of(0, 5L)));
  }

  /** Whether it has expired is said when the counter is there again. */
  @Test
  void aNumberThatExpiredIsNotServedWhileTheCounterIsBelowIt() {
    RoomScript script = served().at(END).when(tick()).when(increment(-3));

    script.when(issue(0, 4)).thenRejected(notServed(5, 2));
    script.when(issue(0, 1)).thenRejected(EXPIRED);
    script.when(increment(3)).when(issue(0, 4)).thenRejected(EXPIRED);
  }

  @Test
  void movesWithinASecondAreOneLineThatShortensNobodysTime() {
    RoomScript script =
        given(configured(), numbered(0, 0, 9, 1))
            .at(NOON.plusMillis(100))
            .when(increment(2))
            .at(NOON.plusMillis(900))
            .when(increment(3))
            .at(NOON.plusMillis(1_000))
            .when(increment(1));

    script.at(NOON.plus(PERIOD).plusMillis(899)).when(tick()).thenNothingHappens();
    assertAdmits(script, 0);
    script.at(NOON.plus(PERIOD).plusMillis(900)).when(issue(0, 1)).thenRejected(EXPIRED);
    script.when(tick()).then(expired(4, Map.of(0, 5L)));
    assertAdmits(script, 5);
  }

  @Test
  void joinsWithinASecondAreOneSpanThatShortensNobodysTime() {
    RoomScript script =
        given(configured(), moved(0, 50))
            .at(NOON.plusSeconds(1))
            .when(number(0, 0, 4, NOON.plusMillis(800)))
            .when(number(0, 5, 9, NOON.plusMillis(300)));

    assertAdmits(script.at(NOON.plus(PERIOD).plusMillis(799)), 0);
    assertAdmits(script, 9);
    script.at(NOON.plus(PERIOD).plusMillis(800)).when(tick()).then(expired(8, Map.of(0, 10L)));
  }

  // What does not expire

  @ParameterizedTest
  @ValueSource(longs = {0, 900, 31_536_000_000L})
  void aNumberThatIsNotServedWaitsWhateverItsAge(long seconds) {
    served().at(END.plusSeconds(seconds)).when(issue(0, 5)).thenRejected(notServed(6, 5));
  }

  @Test
  void nothingExpiresInARoomThatSetsNoLimit() {
    RoomScript script =
        given(configured(Changes.expiryEnabled(false)), numbered(0, 0, 9, 1), moved(0, 5))
            .at(END.plus(PositionExpiry.MAX_PERIOD));

    script.when(tick()).thenNothingHappens();
    assertAdmits(script, 4);
  }

  @Test
  void aTokenThatWasMadeIsObtainableAfterTheTimeOfItsPosition() {
    RoomScript script =
        given(configured(), numbered(0, 0, 9, 1), moved(0, 5), tokenGenerated(0, 4, 5)).at(END);

    script.when(tick()).then(expired(4, Map.of(0, 5L)));
    script
        .when(issue(0, 4))
        .thenNothingHappens()
        .thenAnswered(new Outcome.TokenHas(claims(0, 4, 5)));
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETED", "ABANDONED"})
  void aSessionThatIsOverStaysClosedAndIsNotCountedAsExpired(SessionStatus status) {
    given(
            configured(),
            numbered(0, 0, 9, 1),
            moved(0, 5),
            tokenGenerated(0, 4, 5),
            sessionUpdated(0, 4, status))
        .at(END)
        .when(tick())
        .then(expired(4, Map.of(0, 5L)))
        .when(issue(0, 4))
        .thenRejected(new Rejection.SessionClosed());
  }

  @Test
  void whereEverybodyHasATokenTheyAreJudgedSoThatNobodyLooksAtThemAgain() {
    RoomScript script =
        given(configured(), numbered(0, 0, 0, 1), moved(0, 5), tokenGenerated(0, 0, 1)).at(END);

    script.when(tick()).then(expired(0, Map.of(0, 1L)));
    script.when(tick()).thenNothingHappens();
    assertThat(script.room().mayChangeAt(END)).isFalse();
  }

  // Partitions, holes, generations

  @Test
  void aPartitionThatIsLateHoldsUpNoOther() {
    given(
            configured(),
            numbered(0, 0, 4, 1, START.plusSeconds(100)),
            numbered(1, 7, 9, 6),
            numbered(2, 3, 3, 9),
            moved(0, 50))
        .at(END.plusSeconds(2))
        .when(tick())
        .then(expired(4, Map.of(1, 10L, 2, 4L)))
        .at(START.plusSeconds(100).plus(PERIOD))
        .when(tick())
        .then(expired(5, Map.of(0, 5L)));
  }

  @Test
  void holesBetweenSpansAreNobody() {
    given(configured(), numbered(0, 10, 14, 1), numbered(0, 20, 21, 6), moved(0, 50))
        .at(END.plusSeconds(1))
        .when(tick())
        .then(expired(7, Map.of(0, 22L)));
  }

  @Test
  void partOfASpanExpiresWhereTheCounterStandsInItsMiddle() {
    given(configured(), numbered(1, 0, 9, 1), numbered(0, 0, 9, 11), moved(0, 13))
        .at(END.plusSeconds(1))
        .when(tick())
        .then(expired(13, Map.of(0, 3L, 1, 10L)));
  }

  /** Where the log's clock ran back, who joined in front may have more time. */
  @Test
  void aPositionIsCountedBehindThoseInFrontOfIt() {
    Instant late = START.plusSeconds(60);
    RoomScript script =
        given(configured(), numbered(0, 0, 0, 1, late), numbered(0, 1, 1, 2), moved(0, 2))
            .at(END.plusSeconds(1));

    script.when(tick()).thenNothingHappens();
    script.when(issue(0, 1)).thenRejected(EXPIRED);
    script.at(late.plus(PERIOD)).when(tick()).then(expired(2, Map.of(0, 2L)));
  }

  @Test
  void aResetLeavesNothingToExpire() {
    RoomScript script = served().at(END).when(reset(Map.of(0, 12L)));

    script.when(tick()).thenNothingHappens();
    script.when(issue(0, 4)).thenRejected(new Rejection.UnknownRequest());
    assertThat(script.room().waiting()).isZero();
  }

  @Test
  void theNextGenerationCountsItsTimeFromItsOwnMoves() {
    Instant again = END.plusSeconds(1);
    RoomScript script =
        served()
            .at(END)
            .when(tick())
            .when(reset(Map.of(0, 12L)))
            .when(number(0, 10, 19))
            .at(again)
            .when(increment(3));

    script.at(again.plus(PERIOD).minusMillis(1)).when(tick()).thenNothingHappens();
    assertAdmits(script, 12);
    script.at(again.plus(PERIOD)).when(tick()).then(expired(2, Map.of(0, 15L)));
    assertThat(script.room().expiry().expired()).isEqualTo(2);
  }

  private static Rejection notServed(long number, long serving) {
    return new Rejection.NotServedYet(new QueueNumber(number), new ServingCounter(serving));
  }

  private static void assertAdmits(RoomScript script, long offset) {
    assertThat(script.when(issue(0, offset)).event().event()).isInstanceOf(TokenGenerated.class);
  }
}
