package io.anteroom.domain.room;

import static io.anteroom.domain.room.RoomScript.START;
import static io.anteroom.domain.room.RoomScript.given;
import static io.anteroom.domain.room.RoomWords.configure;
import static io.anteroom.domain.room.RoomWords.configured;
import static io.anteroom.domain.room.RoomWords.expired;
import static io.anteroom.domain.room.RoomWords.increment;
import static io.anteroom.domain.room.RoomWords.moved;
import static io.anteroom.domain.room.RoomWords.movedOn;
import static io.anteroom.domain.room.RoomWords.numbered;
import static io.anteroom.domain.room.RoomWords.reset;
import static io.anteroom.domain.room.RoomWords.tick;
import static io.anteroom.domain.room.RoomWords.tokenGenerated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.anteroom.domain.room.Rejection.StillCounting;
import io.anteroom.domain.room.RoomEvent.RoomConfigured;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The turns of those who expired go to those behind them, once each. */
class AutoIncrementTest {

  private static final Duration PERIOD = PositionExpiry.DEFAULT.period();

  /** Of numbers that the third event of a script serves. */
  private static final Instant END = START.plusSeconds(2).plus(PERIOD);

  private static final RoomConfigured MOVES_ON = configured(Changes.autoIncrement(true));
  private static final RoomConfigured PAUSED =
      configured(Changes.autoIncrement(true), Changes.paused(true));

  @Test
  void theCounterStandsStillUnlessItIsToldToMoveOn() {
    given(configured(), numbered(0, 0, 9, 1), moved(0, 5))
        .at(END)
        .when(tick())
        .then(expired(5, Map.of(0, 5L)));
  }

  @Test
  void theCounterMovesOnByTheExpiredAndNotByTheTokensBetween() {
    RoomScript script =
        given(
                MOVES_ON,
                numbered(0, 0, 19, 1),
                moved(0, 5),
                tokenGenerated(0, 1, 2),
                tokenGenerated(0, 3, 4))
            .at(END);

    script.when(tick()).then(expired(3, Map.of(0, 5L)), movedOn(5, 8));
    script.when(tick()).thenNothingHappens();
    script.at(END.plus(PERIOD).minusMillis(1)).when(tick()).thenNothingHappens();
    script.at(END.plus(PERIOD)).when(tick()).then(expired(3, Map.of(0, 8L)), movedOn(8, 11));
  }

  @Test
  void aQueueThatIsShorterThanTheCounterCountsWhoIsThere() {
    RoomScript script = given(MOVES_ON, numbered(0, 0, 2, 1), moved(0, 100)).at(END);

    script.when(tick()).then(expired(3, Map.of(0, 3L)), movedOn(100, 103));
    script.at(END.plus(PERIOD)).when(tick()).thenNothingHappens();
  }

  @Test
  void holesAreNotCounted() {
    given(MOVES_ON, numbered(0, 5, 6, 1), moved(0, 50), numbered(0, 100, 102, 3))
        .at(END)
        .when(tick())
        .then(expired(5, Map.of(0, 103L)), movedOn(50, 55));
  }

  @Test
  void severalMovesThatExpireAtOnceAreCountedTogether() {
    given(
            MOVES_ON,
            numbered(0, 0, 9, 1),
            moved(0, 2),
            moved(2, 3),
            numbered(1, 0, 9, 11),
            moved(3, 13),
            moved(13, 15))
        .at(END.plusSeconds(3))
        .when(tick())
        .then(expired(13, Map.of(0, 10L, 1, 3L)), movedOn(15, 28));
  }

  @Test
  void aCounterThatWentBackMovesOnByWhoIsBelowIt() {
    RoomScript script =
        given(MOVES_ON, numbered(0, 0, 9, 1), moved(0, 5), moved(5, 2)).at(END.plusSeconds(1));

    script.when(tick()).then(expired(2, Map.of(0, 2L)), movedOn(2, 4));
    script.when(tick()).then(expired(2, Map.of(0, 4L)), movedOn(4, 6));
    script.when(tick()).then(expired(1, Map.of(0, 5L)), movedOn(6, 7));
    script.when(tick()).thenNothingHappens();
  }

  @Test
  void aResetForgetsTurnsThatAreOpen() {
    RoomScript script =
        given(PAUSED, numbered(0, 0, 9, 1))
            .when(configure(Changes.paused(false)))
            .when(increment(5))
            .when(configure(Changes.paused(true)))
            .at(END.plusSeconds(2))
            .when(tick())
            .then(expired(5, Map.of(0, 5L)))
            .when(reset(Map.of(0, 10L)))
            .when(configure(Changes.paused(false)));

    script.when(tick()).thenNothingHappens();
    assertThat(script.room().servingCounter()).isEqualTo(ServingCounter.ZERO);
  }

  @Test
  void aTokenCountsForNobodysTurn() {
    given(
            MOVES_ON,
            numbered(0, 0, 9, 1),
            moved(0, 2),
            tokenGenerated(0, 0, 1),
            tokenGenerated(0, 1, 2))
        .at(END)
        .when(tick())
        .then(expired(0, Map.of(0, 2L)));
  }

  // Paused, and switched off

  @Test
  void aPausedRoomMovesOnLaterAndOnce() {
    RoomScript script =
        given(MOVES_ON, numbered(0, 0, 9, 1), moved(0, 5), PAUSED)
            .at(END)
            .when(tick())
            .then(expired(5, Map.of(0, 5L)));

    assertThat(script.room().expiry().owed()).isEqualTo(5);
    assertThat(script.room().mayChangeAt(END)).isTrue();
    script.when(tick()).thenNothingHappens();
    script.when(configure(Changes.paused(false)));
    script.when(tick()).then(movedOn(5, 10));
    script.when(tick()).thenNothingHappens();
    assertThat(script.room().expiry().owed()).isZero();
  }

  @Test
  void whoSwitchesItOffIsOwedNothing() {
    RoomScript script =
        given(MOVES_ON, numbered(0, 0, 9, 1), moved(0, 5), PAUSED)
            .at(END)
            .when(tick())
            .when(configure(Changes.autoIncrement(false)))
            .when(configure(Changes.paused(false)));

    script.when(tick()).thenNothingHappens();
    script.when(configure(Changes.autoIncrement(true)));
    script.when(tick()).thenNothingHappens();
    assertThat(script.room().servingCounter()).isEqualTo(new ServingCounter(5));
  }

  @Test
  void whoSwitchesItOnIsOwedNothingForThoseWhoExpiredBefore() {
    given(configured(), numbered(0, 0, 9, 1), moved(0, 5))
        .at(END)
        .when(configure(Changes.autoIncrement(true)))
        .then(expired(5, Map.of(0, 5L)), MOVES_ON)
        .when(tick())
        .thenNothingHappens();
  }

  // Bounds

  @Test
  void theCounterStopsAtItsHighestValueAndTakesTheRestWhenThereIsRoom() {
    RoomScript script = given(MOVES_ON, numbered(0, 0, 9, 1), moved(0, Long.MAX_VALUE - 2)).at(END);

    script
        .when(tick())
        .then(expired(10, Map.of(0, 10L)), movedOn(Long.MAX_VALUE - 2, Long.MAX_VALUE));
    script.when(tick()).thenNothingHappens();
    assertThat(script.room().expiry().owed()).isEqualTo(8);
    script.when(increment(-100));
    script.when(tick()).then(movedOn(Long.MAX_VALUE - 100, Long.MAX_VALUE - 92));
    script.when(tick()).thenNothingHappens();
  }

  @Test
  void aSweepLooksAtSoManyTokensAndTheNextGoesOn() {
    int tokens = ExpirySweep.MAX_TOKENS;
    RoomScript script = withTokens(tokens);

    script
        .when(tick())
        .then(expired(1, Map.of(0, tokens + 1L)), movedOn(tokens + 10, tokens + 11))
        .thenAnswered(new Outcome.MoreIsDue());
    script
        .when(tick())
        .then(expired(3, Map.of(0, tokens + 5L)), movedOn(tokens + 11, tokens + 14))
        .thenAnswered(new Outcome.Done());
    script.when(tick()).thenNothingHappens();
  }

  @Test
  void aChangeThatWouldBringSomebodyBackWaitsUntilAllThatIsDueIsCounted() {
    int tokens = ExpirySweep.MAX_TOKENS;
    RoomScript script = withTokens(tokens);

    script.when(configure(Changes.autoIncrement(false))).thenRejected(new StillCounting());
    script.when(tick());
    script
        .when(configure(Changes.autoIncrement(false)))
        .then(
            expired(3, Map.of(0, tokens + 5L)),
            configured(Changes.autoIncrement(false), Changes.expiryPeriod(YEAR)));
  }

  @Test
  void aChangeThatHasNothingToDoWithExpiryWaitsForNothing() {
    withTokens(ExpirySweep.MAX_TOKENS)
        .when(configure(Changes.closed(true)))
        .then(
            configured(
                Changes.autoIncrement(true), Changes.expiryPeriod(YEAR), Changes.closed(true)));
  }

  private static final long YEAR = PositionExpiry.MAX_PERIOD.toSeconds();

  /** All have their token but the second and the last three, and all are due. */
  private static RoomScript withTokens(int tokens) {
    List<RoomEvent> events = new ArrayList<>();
    events.add(configured(Changes.autoIncrement(true), Changes.expiryPeriod(YEAR)));
    events.add(numbered(0, 0, tokens + 4, 1));
    events.add(moved(0, tokens + 10));
    events.add(tokenGenerated(0, 0, 1));
    for (int offset = 2; offset < tokens + 2; offset++) {
      events.add(tokenGenerated(0, offset, offset + 1));
    }
    return given(events.toArray(RoomEvent[]::new)).at(END.plusSeconds(YEAR));
  }

  @Test
  void aSweepLooksAtSoManySpansAndTheNextGoesOn() {
    int spans = ExpirySweep.MAX_PARTS + 7;
    List<RoomEvent> events = new ArrayList<>(List.of(MOVES_ON));
    for (int i = 0; i < spans; i++) {
      events.add(numbered(0, 2L * i, 2L * i, i + 1L));
    }
    events.add(moved(0, spans));
    RoomScript script = given(events.toArray(RoomEvent[]::new)).at(END.plusSeconds(spans));

    long first = ExpirySweep.MAX_PARTS;
    script
        .when(tick())
        .then(expired(first, Map.of(0, 2 * first - 1)), movedOn(spans, spans + first));
    script
        .when(tick())
        .then(expired(7, Map.of(0, 2 * first + 13)), movedOn(spans + first, spans + first + 7));
  }

  @Test
  void aHistoryThatMovesOnByMoreThanIsOwedIsBroken() {
    assertThatIllegalStateException()
        .isThrownBy(() -> given(MOVES_ON, movedOn(0, 1)))
        .withMessageContaining("0 are owed");
  }
}
