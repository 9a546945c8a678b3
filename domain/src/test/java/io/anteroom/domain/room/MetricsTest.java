package io.anteroom.domain.room;

import static io.anteroom.domain.room.RoomScript.given;
import static io.anteroom.domain.room.RoomWords.configure;
import static io.anteroom.domain.room.RoomWords.configured;
import static io.anteroom.domain.room.RoomWords.expired;
import static io.anteroom.domain.room.RoomWords.increment;
import static io.anteroom.domain.room.RoomWords.moved;
import static io.anteroom.domain.room.RoomWords.movedOn;
import static io.anteroom.domain.room.RoomWords.numbered;
import static io.anteroom.domain.room.RoomWords.reset;
import static io.anteroom.domain.room.RoomWords.sessionUpdated;
import static io.anteroom.domain.room.RoomWords.tick;
import static io.anteroom.domain.room.RoomWords.tokenGenerated;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.RoomEvent.MetricsReported;
import io.anteroom.domain.token.SessionStatus;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of a room, once in each minute by the clock. */
class MetricsTest {

  private static final Instant MINUTE = Instant.parse("2026-11-20T10:05:00Z");

  private static RoomScript reporting() {
    return given(configured(Changes.metrics(true), Changes.expiryEnabled(false)));
  }

  @Test
  void aRoomIsSilentUnlessItIsToldToReport() {
    RoomScript script = given(configured()).at(MINUTE);

    script.when(tick()).thenNothingHappens();
    assertThat(script.room().mayChangeAt(MINUTE)).isFalse();
  }

  @Test
  void reportsOnceInEachMinute() {
    RoomScript script = reporting();

    assertReports(script.at(MINUTE.plusSeconds(17)).when(tick()));
    script.when(tick()).thenNothingHappens();
    script.at(MINUTE.plusMillis(59_999)).when(tick()).thenNothingHappens();
    assertReports(script.at(MINUTE.plusSeconds(60)).when(tick()));
    script.at(MINUTE.plusMillis(119_999)).when(tick()).thenNothingHappens();
    assertReports(script.at(MINUTE.plusSeconds(120)).when(tick()));
  }

  @Test
  void aMinuteThatNobodyWatchedIsNotMadeUpFor() {
    RoomScript script = reporting().at(MINUTE).when(tick()).at(MINUTE.plusSeconds(3_600));

    assertReports(script.when(tick()));
    script.when(tick()).thenNothingHappens();
  }

  @Test
  void reportsAtOnceWhenItIsSwitchedOnAndNotAgainWithinTheMinute() {
    RoomScript script =
        given(configured()).at(MINUTE.plusSeconds(3)).when(configure(Changes.metrics(true)));

    assertReports(script.when(tick()));
    script.when(configure(Changes.metrics(false)));
    script.at(MINUTE.plusSeconds(90)).when(tick()).thenNothingHappens();
    script.when(configure(Changes.metrics(true)));
    assertReports(script.when(tick()));
    script.when(configure(Changes.metrics(false))).when(configure(Changes.metrics(true)));
    script.when(tick()).thenNothingHappens();
  }

  @Test
  void aClockThatRunsBackReportsNoMinuteTwice() {
    RoomScript script = reporting();

    assertReports(script.at(MINUTE.plusSeconds(60)).when(tick()));
    script.at(MINUTE.plusSeconds(59)).when(tick()).thenNothingHappens();
    script.at(MINUTE.plusSeconds(60)).when(tick()).thenNothingHappens();
    assertReports(script.at(MINUTE.plusSeconds(120)).when(tick()));
  }

  /** The room is in its next minute already, although the clock is not. */
  @Test
  void aMinuteBeginsByTheTimeOfTheRoom() {
    RoomScript script =
        reporting().at(MINUTE).when(tick()).at(MINUTE.plusSeconds(60)).when(increment(1));

    assertReports(script.at(MINUTE.plusSeconds(59)).when(tick()));
  }

  @Test
  void aResetBeginsNoMinute() {
    reporting().at(MINUTE).when(tick()).when(reset(Map.of())).when(tick()).thenNothingHappens();
  }

  @Test
  void saysHowTheRoomIsAfterWhatTheTickItselfDecided() {
    given(
            configured(Changes.metrics(true), Changes.autoIncrement(true)),
            numbered(0, 0, 19, 1),
            moved(0, 7),
            tokenGenerated(0, 0, 1),
            tokenGenerated(0, 1, 2),
            tokenGenerated(0, 2, 3),
            tokenGenerated(0, 3, 4),
            sessionUpdated(0, 0, SessionStatus.COMPLETED),
            sessionUpdated(0, 1, SessionStatus.ABANDONED),
            sessionUpdated(0, 2, SessionStatus.ABANDONED))
        .at(Instant.parse("2026-11-20T10:30:00Z"))
        .when(tick())
        .then(
            expired(3, Map.of(0, 7L)),
            movedOn(7, 10),
            new MetricsReported(new RoomMetrics(0, 4, 20, new ServingCounter(10), 1, 2, 3, 13)));
  }

  /** Tokens of {@link RoomWords#claims} end at 10:10:03. */
  @ParameterizedTest
  @CsvSource({"2026-11-20T10:10:02.999Z, 1", "2026-11-20T10:10:03Z, 0"})
  void aTokenIsActiveWhileItsSessionIsOpenAndItHasNotEnded(Instant time, long active) {
    RoomScript script =
        given(
            configured(Changes.metrics(true)),
            numbered(0, 0, 9, 1),
            moved(0, 5),
            tokenGenerated(0, 0, 1),
            tokenGenerated(0, 1, 2),
            sessionUpdated(0, 1, SessionStatus.COMPLETED));

    assertThat(assertReports(script.at(time).when(tick())).activeTokens()).isEqualTo(active);
  }

  private static RoomMetrics assertReports(RoomScript script) {
    RoomEvent event = script.event().event();
    assertThat(event).isInstanceOf(MetricsReported.class);
    return ((MetricsReported) event).metrics();
  }
}
