package io.anteroom.domain.room;

import static io.anteroom.domain.room.RoomScript.ROOM;
import static io.anteroom.domain.room.RoomScript.START;
import static io.anteroom.domain.room.RoomScript.given;
import static io.anteroom.domain.room.RoomWords.OTHER_SETTINGS;
import static io.anteroom.domain.room.RoomWords.SETTINGS;
import static io.anteroom.domain.room.RoomWords.configure;
import static io.anteroom.domain.room.RoomWords.configured;
import static io.anteroom.domain.room.RoomWords.increment;
import static io.anteroom.domain.room.RoomWords.moved;
import static io.anteroom.domain.room.RoomWords.numbered;
import static io.anteroom.domain.room.RoomWords.sessionUpdated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.anteroom.domain.room.RoomEvent.RoomConfigured;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.token.SessionStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingRoomTest {

  // Making a room and giving it settings

  @Test
  void aRoomIsMadeByItsFirstSettings() {
    RoomScript script = given().when(configure(SETTINGS)).then(new RoomConfigured(SETTINGS));
    Room room = script.thenAnswered(new Outcome.RoomIs(script.room(), true)).room();

    assertThat(room)
        .isEqualTo(
            new Room(
                ROOM,
                new Sequence(1),
                START,
                Generation.FIRST,
                SETTINGS,
                0,
                ServingCounter.ZERO,
                0,
                0,
                0,
                PartitionOffsets.ZERO,
                PartitionOffsets.ZERO,
                ExpiryAccount.startingAt(PartitionOffsets.ZERO),
                TurnAccount.NONE,
                Instant.EPOCH,
                false));
  }

  @Test
  void otherSettingsReplaceTheFormer() {
    Room room =
        given(configured(), numbered(0, 0, 9, 1))
            .when(configure(OTHER_SETTINGS))
            .then(new RoomConfigured(OTHER_SETTINGS))
            .room();

    assertThat(room.settings()).isEqualTo(OTHER_SETTINGS);
    assertThat(room.queueCounter()).isEqualTo(10);
  }

  @Test
  void theSameSettingsChangeNothing() {
    RoomScript script = given(configured()).when(configure(SETTINGS)).thenNothingHappens();

    script.thenAnswered(new Outcome.RoomIs(script.room(), false));
  }

  @Test
  void refusesACommandForAnotherRoom() {
    WaitingRoom other = new WaitingRoom(new EventId("Other"), new InMemoryRoomState());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> other.decide(configure(SETTINGS), START))
        .withMessageContaining("Sample")
        .withMessageContaining("Other");
  }

  // The serving counter

  @Test
  void theServingCounterMovesForward() {
    given(configured())
        .when(increment(5))
        .then(moved(0, 5))
        .thenAnswered(new Outcome.CounterAt(new ServingCounter(5)));
  }

  @Test
  void theServingCounterMovesBack() {
    given(configured(), moved(0, 5))
        .when(increment(-5))
        .then(moved(5, 0))
        .thenAnswered(new Outcome.CounterAt(ServingCounter.ZERO));
  }

  @Test
  void theServingCounterMayRunAheadOfTheQueue() {
    given(configured(), numbered(0, 0, 0, 1))
        .when(increment(Long.MAX_VALUE))
        .then(moved(0, Long.MAX_VALUE));
  }

  @Test
  void aMoveByNothingOnlyAnswers() {
    given(configured(), moved(0, 5))
        .when(increment(0))
        .thenNothingHappens()
        .thenAnswered(new Outcome.CounterAt(new ServingCounter(5)));
  }

  @ParameterizedTest
  @ValueSource(longs = {-6, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 4})
  void theServingCounterNeverLeavesItsBounds(long by) {
    given(configured(), moved(0, 5))
        .when(increment(by))
        .thenRejected(new Rejection.CounterOutOfRange(new ServingCounter(5), by));
  }

  // Time

  @Test
  void aDecisionIsDatedInWholeMilliseconds() {
    Instant now = Instant.parse("2026-11-20T11:00:00.123456789Z");

    assertThat(given(configured()).at(now).when(increment(1)).event().decidedAt())
        .isEqualTo(Instant.parse("2026-11-20T11:00:00.123Z"));
    assertThat(given().at(now).when(configure(SETTINGS)).event().decidedAt())
        .isEqualTo(Instant.parse("2026-11-20T11:00:00.123Z"));
  }

  @Test
  void timeStandsStillWhereTheClockRunsBack() {
    RoomScript script = given(configured(), moved(0, 1)).at(START.minusSeconds(3600));

    assertThat(script.when(increment(1)).event().decidedAt()).isEqualTo(START.plusSeconds(1));
    assertThat(script.at(START.plusSeconds(9)).when(increment(1)).event().decidedAt())
        .isEqualTo(START.plusSeconds(9));
  }

  // Applying what does not belong

  @Test
  void refusesAnEventThatIsThereTwice() {
    RecordedEvent event = given().when(configure(SETTINGS)).event();
    WaitingRoom room = new WaitingRoom(ROOM, new InMemoryRoomState());
    room.apply(event);

    assertThatIllegalStateException().isThrownBy(() -> room.apply(event));
  }

  @Test
  void refusesAnEventBehindAGap() {
    RecordedEvent third = given(configured(), moved(0, 1)).when(increment(1)).event();
    WaitingRoom room = new WaitingRoom(ROOM, new InMemoryRoomState());
    room.apply(given().when(configure(SETTINGS)).event());

    assertThatIllegalStateException().isThrownBy(() -> room.apply(third));
  }

  @Test
  void refusesAHistoryThatDoesNotBeginWithSettings() {
    RecordedEvent event =
        new RecordedEvent(ROOM, Generation.FIRST, new Sequence(1), START, moved(0, 1));

    assertThatIllegalStateException()
        .isThrownBy(() -> new WaitingRoom(ROOM, new InMemoryRoomState()).apply(event));
  }

  @Test
  void refusesTheEndOfASessionThatNeverBeganAndStaysAsItWas() {
    InMemoryRoomState state = new InMemoryRoomState();
    WaitingRoom room = new WaitingRoom(ROOM, state);
    room.apply(given().when(configure(SETTINGS)).event());
    Room before = state.room().orElseThrow();
    RecordedEvent closing =
        new RecordedEvent(
            ROOM,
            Generation.FIRST,
            new Sequence(2),
            START,
            sessionUpdated(0, 4, SessionStatus.COMPLETED));

    assertThatIllegalStateException().isThrownBy(() -> room.apply(closing));
    assertThat(state.room()).contains(before);
  }

  @Test
  void refusesAnEventOfAnotherRoom() {
    InMemoryRoomState state = new InMemoryRoomState();
    WaitingRoom room = new WaitingRoom(ROOM, state);
    room.apply(given().when(configure(SETTINGS)).event());
    RecordedEvent foreign =
        new RecordedEvent(
            new EventId("Other"), Generation.FIRST, new Sequence(2), START, moved(0, 1));

    assertThatIllegalStateException().isThrownBy(() -> room.apply(foreign));
    assertThatIllegalStateException()
        .isThrownBy(() -> Room.after(state.room(), foreign))
        .withMessageContaining("Other");
  }
}
