package io.anteroom.domain.room;

import static io.anteroom.domain.room.RoomScript.START;
import static io.anteroom.domain.room.RoomScript.given;
import static io.anteroom.domain.room.RoomWords.ISSUER_WHEN_MADE;
import static io.anteroom.domain.room.RoomWords.configure;
import static io.anteroom.domain.room.RoomWords.configured;
import static io.anteroom.domain.room.RoomWords.expired;
import static io.anteroom.domain.room.RoomWords.increment;
import static io.anteroom.domain.room.RoomWords.issue;
import static io.anteroom.domain.room.RoomWords.moved;
import static io.anteroom.domain.room.RoomWords.number;
import static io.anteroom.domain.room.RoomWords.numbered;
import static io.anteroom.domain.room.RoomWords.reset;
import static io.anteroom.domain.room.RoomWords.retire;
import static io.anteroom.domain.room.RoomWords.tick;
import static io.anteroom.domain.room.RoomWords.tokenGenerated;
import static io.anteroom.domain.room.RoomWords.update;
import static io.anteroom.domain.room.RoomWords.wasReset;
import static io.anteroom.domain.room.RoomWords.wasRetired;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.RoomEvent.RoomConfigured;
import io.anteroom.domain.token.SessionStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A room goes, and may come back as one that never saw the people before. */
class RetiringTest {

  private static final Rejection UNKNOWN = new Rejection.UnknownRoom();

  private static RoomScript retired() {
    return given(
        configured(Changes.autoIncrement(true), Changes.closed(true), Changes.metrics(true)),
        numbered(0, 0, 9, 1),
        moved(0, 5),
        tokenGenerated(0, 0, 1),
        wasRetired());
  }

  @Test
  void aRoomIsRetired() {
    given(configured(), numbered(0, 0, 9, 1))
        .when(retire())
        .then(wasRetired())
        .thenAnswered(new Outcome.Done());
  }

  static Command[] commandsThatNeedARoom() {
    return new Command[] {
      increment(1),
      increment(0),
      issue(0, 0),
      issue(0, 1),
      update(0, 0, SessionStatus.COMPLETED),
      reset(Map.of()),
      retire(),
      tick()
    };
  }

  @ParameterizedTest
  @MethodSource("commandsThatNeedARoom")
  void nobodyKnowsARetiredRoom(Command command) {
    retired().at(START.plusSeconds(5_000)).when(command).thenRejected(UNKNOWN);
  }

  @ParameterizedTest
  @MethodSource("commandsThatNeedARoom")
  void nobodyKnowsARoomThatNeverWas(Command command) {
    given().when(command).thenRejected(UNKNOWN);
  }

  @Test
  void joinsOfARoomThatNeverWasGetNoNumber() {
    given().when(number(0, 10, 19)).thenRejected(UNKNOWN);
  }

  /** They are of the room that is gone, and not of the one that comes. */
  @Test
  void joinsThatWereOnTheirWayAreNumberedInTheRetiredRoom() {
    RoomScript script =
        retired().when(number(0, 8, 29)).then(numbered(0, 10, 29, 11)).when(number(1, 3, 4));

    script.when(number(0, 8, 29)).thenRejected(new Rejection.SpanAlreadyNumbered());
    script.when(issue(0, 15)).thenRejected(UNKNOWN);
    script
        .when(configure(SettingsChange.NONE, Map.of(0, 12L)))
        .then(
            wasReset(Map.of(0, 30L, 1, 5L)),
            new RoomConfigured(RoomSettings.defaults(ISSUER_WHEN_MADE)))
        .when(issue(0, 15))
        .thenRejected(new Rejection.UnknownRequest());
  }

  @Test
  void timeBringsNothingAboutInARetiredRoom() {
    assertThat(retired().room().mayChangeAt(START.plusSeconds(5_000))).isFalse();
  }

  @Test
  void aRetiredRoomIsMadeAgainAsTheNextGenerationWithNothingOfTheFormer() {
    RoomScript script = retired().when(configure(Changes.paused(true), Map.of(0, 25L, 1, 3L)));

    script
        .then(
            wasReset(Map.of(0, 25L, 1, 3L)),
            new RoomConfigured(
                Changes.paused(true).appliedTo(RoomSettings.defaults(ISSUER_WHEN_MADE))))
        .thenAnswered(new Outcome.RoomIs(script.room(), true));
    Room room = script.room();
    assertThat(room.retired()).isFalse();
    assertThat(room.generation()).isEqualTo(new Generation(2));
    assertThat(room.queueCounter()).isZero();
    assertThat(room.servingCounter()).isEqualTo(ServingCounter.ZERO);
    assertThat(room.tokenCounter()).isZero();
    assertThat(room.waiting()).isZero();
  }

  @Test
  void aRoomThatIsMadeAgainStartsBehindEveryNumberedPlace() {
    retired()
        .when(configure(SettingsChange.NONE, Map.of(0, 4L)))
        .then(
            wasReset(Map.of(0, 10L)), new RoomConfigured(RoomSettings.defaults(ISSUER_WHEN_MADE)));
  }

  @Test
  void ticketsOfTheFormerRoomAreUnknownAndNewOnesAreNumberedFromOne() {
    RoomScript script = retired().when(configure(SettingsChange.NONE, Map.of(0, 25L)));

    script.when(issue(0, 0)).thenRejected(new Rejection.UnknownRequest());
    script.when(number(0, 15, 24)).thenRejected(new Rejection.SpanAlreadyNumbered());
    script.when(number(0, 20, 29)).then(numbered(0, 25, 29, 1));
    script.when(increment(1));
    assertThat(script.when(issue(0, 25)).event().generation()).isEqualTo(new Generation(2));
  }

  @Test
  void turnsThatWereOpenAreNotTakenOver() {
    RoomScript script =
        given(
                configured(Changes.autoIncrement(true)),
                numbered(0, 0, 9, 1),
                moved(0, 5),
                configured(Changes.autoIncrement(true), Changes.paused(true)))
            .at(START.plusSeconds(902))
            .when(tick())
            .then(expired(5, Map.of(0, 5L)))
            .when(retire())
            .when(configure(Changes.autoIncrement(true)));

    assertThat(script.room().expiry().owed()).isZero();
    script.when(tick()).thenNothingHappens();
  }

  @Test
  void aRoomCanGoAndComeAgainAndAgain() {
    RoomScript script = retired();
    for (int generation = 2; generation < 5; generation++) {
      script.when(configure(SettingsChange.NONE)).when(retire());
      assertThat(script.room().generation()).isEqualTo(new Generation(generation));
    }
  }

  @Test
  void aRoomThatIsThereIsChangedAndNotMadeAgain() {
    RoomScript script =
        given(configured(), numbered(0, 0, 9, 1))
            .when(configure(Changes.closed(true), Map.of(0, 25L)));

    script
        .then(configured(Changes.closed(true)))
        .thenAnswered(new Outcome.RoomIs(script.room(), false));
    assertThat(script.room().generation()).isEqualTo(Generation.FIRST);
  }
}
