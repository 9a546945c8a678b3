package io.anteroom.domain.room;

import static io.anteroom.domain.room.RoomScript.given;
import static io.anteroom.domain.room.RoomWords.configured;
import static io.anteroom.domain.room.RoomWords.increment;
import static io.anteroom.domain.room.RoomWords.issue;
import static io.anteroom.domain.room.RoomWords.moved;
import static io.anteroom.domain.room.RoomWords.number;
import static io.anteroom.domain.room.RoomWords.numbered;
import static io.anteroom.domain.room.RoomWords.numberedSpan;
import static io.anteroom.domain.room.RoomWords.reset;
import static io.anteroom.domain.room.RoomWords.sessionUpdated;
import static io.anteroom.domain.room.RoomWords.tokenGenerated;
import static io.anteroom.domain.room.RoomWords.update;
import static io.anteroom.domain.room.RoomWords.wasReset;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.SessionStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingRoomNumberingTest {

  private static final Generation SECOND = new Generation(2);

  // Numbers

  @Test
  void theFirstSpanStartsAtOne() {
    given(configured())
        .when(number(3, 100, 109))
        .then(numbered(3, 100, 109, 1))
        .thenAnswered(new Outcome.Done());
  }

  @Test
  void theNextSpanGoesOnWhereTheLastEnded() {
    Room room =
        given(configured(), numbered(0, 0, 9, 1))
            .when(number(1, 50, 50))
            .then(numbered(1, 50, 50, 11))
            .room();

    assertThat(room.queueCounter()).isEqualTo(11);
    assertThat(room.waiting()).isEqualTo(11);
    assertThat(room.numberedTo()).isEqualTo(new PartitionOffsets(Map.of(0, 10L, 1, 51L)));
  }

  @Test
  void aGapInOffsetsLeavesNoGapInNumbers() {
    given(configured(), numbered(0, 0, 9, 1))
        .when(number(0, 500, 509))
        .then(numbered(0, 500, 509, 11));
  }

  @Test
  void theLastPlaceOfAPartitionGetsItsNumber() {
    given(configured())
        .when(number(4095, Place.MAX_OFFSET, Place.MAX_OFFSET))
        .then(numbered(4095, Place.MAX_OFFSET, Place.MAX_OFFSET, 1));
  }

  @ParameterizedTest
  @CsvSource({"10, 19", "10, 10", "12, 17", "19, 19", "0, 5", "0, 19"})
  void aSpanThatCameBeforeIsNotNumberedTwice(long from, long to) {
    given(configured(), numbered(0, 10, 19, 1))
        .when(number(0, from, to))
        .thenRejected(new Rejection.SpanAlreadyNumbered());
  }

  @ParameterizedTest
  @CsvSource({"10, 25", "15, 25", "19, 25", "20, 25", "0, 25"})
  void aSpanThatOverlapsIsCutToWhatIsNew(long from, long to) {
    given(configured(), numbered(0, 10, 19, 1))
        .when(number(0, from, to))
        .then(numbered(0, 20, 25, 11));
  }

  @Test
  void theSameOffsetsInAnotherPartitionAreOtherJoins() {
    given(configured(), numbered(0, 10, 19, 1))
        .when(number(1, 10, 19))
        .then(numbered(1, 10, 19, 11));
  }

  @Test
  void spansThatTouchAreKeptAsOne() {
    RoomState state = given(configured(), numbered(0, 10, 19, 1)).when(number(0, 20, 29)).state();

    assertThat(state.spanHolding(Generation.FIRST, new Place(0, 10)))
        .contains(numberedSpan(0, 10, 29, 1));
    assertThat(state.spanHolding(Generation.FIRST, new Place(0, 29)))
        .contains(numberedSpan(0, 10, 29, 1));
  }

  @Test
  void spansThatTouchInOffsetsButNotInNumbersStayApart() {
    RoomState state =
        given(configured(), numbered(0, 10, 19, 1), numbered(1, 0, 4, 11))
            .when(number(0, 20, 29))
            .state();

    assertThat(state.spanHolding(Generation.FIRST, new Place(0, 19)))
        .contains(numberedSpan(0, 10, 19, 1));
    assertThat(state.spanHolding(Generation.FIRST, new Place(0, 20)))
        .contains(numberedSpan(0, 20, 29, 16));
  }

  // Reset

  @Test
  void aResetBeginsTheNextGenerationAtZero() {
    RoomScript script =
        given(
                configured(),
                numbered(0, 0, 9, 1),
                moved(0, 5),
                tokenGenerated(0, 0, 1),
                sessionUpdated(0, 0, SessionStatus.COMPLETED))
            .when(reset(Map.of(0, 10L)))
            .then(wasReset(Map.of(0, 10L)))
            .thenAnswered(new Outcome.GenerationIs(SECOND));

    assertThat(script.event().generation()).isEqualTo(SECOND);
    Room room = script.room();
    assertThat(room.generation()).isEqualTo(SECOND);
    assertThat(room.queueCounter()).isZero();
    assertThat(room.servingCounter()).isEqualTo(ServingCounter.ZERO);
    assertThat(room.tokenCounter()).isZero();
    assertThat(room.completedSessions()).isZero();
    assertThat(room.abandonedSessions()).isZero();
    assertThat(room.settings()).isEqualTo(RoomWords.SETTINGS);
    assertThat(room.starts()).isEqualTo(new PartitionOffsets(Map.of(0, 10L)));
    assertThat(room.numberedTo()).isEqualTo(room.starts());
  }

  @Test
  void aResetTakesJoinsWithItThatHaveNoNumberYet() {
    given(configured(), numbered(0, 0, 9, 1))
        .when(reset(Map.of(0, 15L, 1, 3L)))
        .then(wasReset(Map.of(0, 15L, 1, 3L)));
  }

  @Test
  void aResetTakesEveryNumberWithItThatWasGivenSinceItWasAskedFor() {
    given(configured(), numbered(0, 0, 9, 1), numbered(2, 0, 4, 11))
        .when(reset(Map.of(0, 6L)))
        .then(wasReset(Map.of(0, 10L, 2, 5L)));
  }

  @Test
  void aSpanOfTheFormerGenerationIsNotNumbered() {
    given(configured(), wasReset(Map.of(0, 15L)))
        .when(number(0, 10, 14))
        .thenRejected(new Rejection.SpanAlreadyNumbered());
  }

  @Test
  void aSpanThatStraddlesAResetIsCutToTheNewGeneration() {
    RoomScript script =
        given(configured(), numbered(0, 0, 9, 1), wasReset(Map.of(0, 15L)))
            .when(number(0, 10, 19))
            .then(numbered(0, 15, 19, 1));

    assertThat(script.event().generation()).isEqualTo(SECOND);
  }

  @Test
  void spansOfTwoGenerationsAreNeverMerged() {
    RoomState state =
        given(configured(), numbered(0, 0, 9, 1), wasReset(Map.of(0, 10L)))
            .when(number(0, 10, 19))
            .state();

    assertThat(state.spanHolding(SECOND, new Place(0, 10))).contains(numberedSpan(0, 10, 19, 1));
    assertThat(state.spanHolding(SECOND, new Place(0, 9))).isEmpty();
  }

  @Test
  void formerTicketsAreUnknown() {
    RoomEvent[] history = {
      configured(),
      numbered(0, 0, 9, 1),
      moved(0, 9),
      tokenGenerated(0, 0, 1),
      wasReset(Map.of(0, 15L)),
      moved(0, 100)
    };
    given(history).when(issue(0, 0)).thenRejected(new Rejection.UnknownRequest());
    given(history).when(issue(0, 9)).thenRejected(new Rejection.UnknownRequest());
    given(history).when(issue(0, 14)).thenRejected(new Rejection.UnknownRequest());
    given(history).when(issue(0, 15)).thenRejected(new Rejection.NotNumberedYet());
    given(history)
        .when(update(0, 0, SessionStatus.COMPLETED))
        .thenRejected(new Rejection.NoToken());
  }

  @Test
  void theServingCounterStartsAgainFromZero() {
    given(configured(), moved(0, 50), wasReset(Map.of())).when(increment(2)).then(moved(0, 2));
  }

  @Test
  void aRoomMayBeResetAgainAndAgain() {
    given(configured(), wasReset(Map.of(0, 15L)), wasReset(Map.of(0, 15L)))
        .when(reset(Map.of(0, 3L)))
        .then(wasReset(Map.of(0, 15L)))
        .thenAnswered(new Outcome.GenerationIs(new Generation(4)));
  }
}
