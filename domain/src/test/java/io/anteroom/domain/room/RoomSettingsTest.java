package io.anteroom.domain.room;

import static io.anteroom.domain.room.RoomScript.START;
import static io.anteroom.domain.room.RoomScript.given;
import static io.anteroom.domain.room.RoomWords.ISSUER_WHEN_MADE;
import static io.anteroom.domain.room.RoomWords.OTHER_SETTINGS;
import static io.anteroom.domain.room.RoomWords.SETTINGS;
import static io.anteroom.domain.room.RoomWords.configure;
import static io.anteroom.domain.room.RoomWords.configured;
import static io.anteroom.domain.room.RoomWords.expired;
import static io.anteroom.domain.room.RoomWords.increment;
import static io.anteroom.domain.room.RoomWords.issue;
import static io.anteroom.domain.room.RoomWords.moved;
import static io.anteroom.domain.room.RoomWords.number;
import static io.anteroom.domain.room.RoomWords.numbered;
import static io.anteroom.domain.room.RoomWords.reset;
import static io.anteroom.domain.room.RoomWords.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.anteroom.domain.room.RoomEvent.RoomConfigured;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.room.RoomEvent.TokenGenerated;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change of settings changes, and what it leaves as it was. */
class RoomSettingsTest {

  private static final Rejection EXPIRED = new Rejection.PositionExpired();

  /** Of numbers that the third event of a script serves, under a period of 900 s. */
  private static final Instant END = START.plusSeconds(902);

  private static RoomScript served() {
    return given(configured(), numbered(0, 0, 9, 1), moved(0, 5));
  }

  // Making and changing

  @Test
  void aRoomIsMadeWithDefaultsAndWhatIsSet() {
    RoomSettings settings = Changes.paused(true).appliedTo(RoomSettings.defaults(ISSUER_WHEN_MADE));

    RoomScript script = given().when(configure(Changes.paused(true)));

    script.then(new RoomConfigured(settings)).thenAnswered(new Outcome.RoomIs(script.room(), true));
    assertThat(script.room().settings().positionExpiry().period())
        .isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void theIssuerOfARoomIsNotChangedByOneForNewRooms() {
    given(configured())
        .when(configure(SettingsChange.NONE))
        .thenNothingHappens()
        .when(configure(Changes.closed(true)))
        .then(configured(Changes.closed(true)));
  }

  @Test
  void whatAChangeDoesNotNameStaysAsItIs() {
    RoomScript script = given(new RoomConfigured(OTHER_SETTINGS));

    script.when(configure(Changes.expiryPeriod(60)));

    assertThat(script.room().settings())
        .isEqualTo(Changes.expiryPeriod(60).appliedTo(OTHER_SETTINGS))
        .isNotEqualTo(OTHER_SETTINGS);
    script.thenAnswered(new Outcome.RoomIs(script.room(), false));
  }

  @Test
  void changesThatCrossDoNotUndoEachOther() {
    RoomScript script =
        given(configured())
            .when(configure(Changes.metrics(true)))
            .when(configure(Changes.closed(true)))
            .when(configure(Changes.expiryEnabled(false)))
            .when(configure(Changes.expiryPeriod(5)));

    assertThat(script.room().settings())
        .isEqualTo(
            configured(
                    Changes.metrics(true),
                    Changes.closed(true),
                    Changes.expiryEnabled(false),
                    Changes.expiryPeriod(5))
                .settings());
  }

  @Test
  void aChangeToAllSettingsIsThoseSettings() {
    assertThat(SettingsChange.to(OTHER_SETTINGS).appliedTo(SETTINGS)).isEqualTo(OTHER_SETTINGS);
    assertThat(SettingsChange.NONE.appliedTo(SETTINGS)).isEqualTo(SETTINGS);
  }

  // The past stays as it was

  @Test
  void aLongerPeriodBringsNobodyBack() {
    RoomScript script =
        served().at(END).when(tick()).when(configure(Changes.expiryPeriod(100_000)));

    script.when(issue(0, 4)).thenRejected(EXPIRED);
    script.when(tick()).thenNothingHappens();
    assertThat(script.room().waiting()).isEqualTo(5);
  }

  @Test
  void whatIsDueIsSettledBeforeAChange() {
    served()
        .at(END)
        .when(configure(Changes.expiryPeriod(100_000)))
        .then(expired(5, Map.of(0, 5L)), configured(Changes.expiryPeriod(100_000)))
        .when(issue(0, 4))
        .thenRejected(EXPIRED);
  }

  @Test
  void whatIsDueAndOwedIsSettledUnderTheSettingsBefore() {
    RoomScript script =
        given(configured(Changes.autoIncrement(true)), numbered(0, 0, 9, 1), moved(0, 5))
            .at(END)
            .when(configure(Changes.expiryEnabled(false)));

    assertThat(script.room().expiry().owed()).isEqualTo(5);
    script.when(tick());
    assertThat(script.room().servingCounter()).isEqualTo(new ServingCounter(10));
  }

  @Test
  void theSameSettingsSettleNothing() {
    served().at(END).when(configure(SETTINGS)).thenNothingHappens();
  }

  @Test
  void aLongerPeriodCountsForWhoeverStillHasTime() {
    RoomScript script =
        served().at(END.minusMillis(1)).when(configure(Changes.expiryPeriod(1_000)));

    script.at(END.plusSeconds(100).minusMillis(1)).when(tick()).thenNothingHappens();
    assertAdmits(script, 4);
    script.at(END.plusSeconds(100)).when(issue(0, 3)).thenRejected(EXPIRED);
    script.when(tick()).then(expired(4, Map.of(0, 5L)));
  }

  @Test
  void aShorterPeriodCountsFromTheChangeOn() {
    RoomScript script = served().at(START.plusSeconds(100));

    assertAdmits(script, 4);
    script.when(configure(Changes.expiryPeriod(50))).then(configured(Changes.expiryPeriod(50)));
    script.when(issue(0, 3)).thenRejected(EXPIRED);
    script.when(tick()).then(expired(4, Map.of(0, 5L)));
  }

  @Test
  void whoeverExpiredStaysExpiredWhileThereIsNoLimit() {
    RoomScript script = served().at(END).when(configure(Changes.expiryEnabled(false)));

    script.then(expired(5, Map.of(0, 5L)), configured(Changes.expiryEnabled(false)));
    script.when(issue(0, 4)).thenRejected(EXPIRED);
    script.when(increment(1));
    script.at(END.plusSeconds(5_000)).when(tick()).thenNothingHappens();
    assertAdmits(script, 5);
  }

  @Test
  void aLimitThatIsSetAgainCountsForWhoeverHasNoToken() {
    RoomScript script =
        served()
            .at(END.minusSeconds(1))
            .when(configure(Changes.expiryEnabled(false)))
            .at(END.plusSeconds(1));

    assertAdmits(script, 4);
    script
        .when(configure(Changes.expiryEnabled(true)))
        .then(configured(Changes.expiryEnabled(true)));
    script.when(issue(0, 3)).thenRejected(EXPIRED);
    script.when(tick()).then(expired(4, Map.of(0, 5L)));
  }

  // Paused and closed

  @Test
  void thePausedCounterStandsStillAndSaysWhereItIs() {
    RoomScript script =
        given(configured(Changes.paused(true)), numbered(0, 0, 9, 1))
            .when(increment(0))
            .thenAnswered(new Outcome.CounterAt(ServingCounter.ZERO));

    script.when(increment(5)).thenRejected(new Rejection.RoomPaused());
    script.when(increment(-5)).thenRejected(outOfRange(0, -5));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, -1})
  void thePausedCounterMovesNeitherWay(long by) {
    given(configured(), moved(0, 5), configured(Changes.paused(true)))
        .when(increment(by))
        .thenRejected(new Rejection.RoomPaused());
  }

  @Test
  void joinsAndTokensGoOnInAPausedRoom() {
    RoomScript script =
        given(configured(), numbered(0, 0, 9, 1), moved(0, 5), configured(Changes.paused(true)));

    assertThat(script.when(number(0, 10, 19)).event().event()).isInstanceOf(SpanNumbered.class);
    assertAdmits(script, 4);
    script.at(END).when(tick()).then(expired(4, Map.of(0, 5L)));
  }

  @Test
  void aResetKeepsARoomPaused() {
    given(configured(Changes.paused(true)))
        .when(reset(Map.of()))
        .when(increment(5))
        .thenRejected(new Rejection.RoomPaused());
  }

  @Test
  void whoeverJoinedIsNumberedAndServedInAClosedRoom() {
    RoomScript script = given(configured(Changes.closed(true))).when(number(0, 0, 9));

    assertThat(script.room().queueCounter()).isEqualTo(10);
    script.when(increment(1));
    assertAdmits(script, 0);
  }

  // Bounds

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE / 1_000, -1, 0, 365L * 86_400 + 1, Long.MAX_VALUE / 1_000})
  void refusesAPeriodThatIsOutOfBounds(long seconds) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Changes.expiryPeriod(seconds))
        .withMessageContaining("1 to 31536000 whole seconds");
  }

  @Test
  void refusesAPeriodWithAFraction() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PositionExpiry(true, Duration.ofMillis(1_500)));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, 0, 1_000_000_001, Long.MAX_VALUE})
  void refusesAJoinLimitThatIsOutOfBounds(long perSecond) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JoinLimit.of(perSecond))
        .withMessageContaining("1 to 1000000000");
  }

  private static Rejection outOfRange(long serving, long by) {
    return new Rejection.CounterOutOfRange(new ServingCounter(serving), by);
  }

  private static void assertAdmits(RoomScript script, long offset) {
    assertThat(script.when(issue(0, offset)).event().event()).isInstanceOf(TokenGenerated.class);
  }
}
