package io.anteroom.domain.room;

import static io.anteroom.domain.room.RoomScript.given;
import static io.anteroom.domain.room.RoomWords.configured;
import static io.anteroom.domain.room.RoomWords.expired;
import static io.anteroom.domain.room.RoomWords.increment;
import static io.anteroom.domain.room.RoomWords.issue;
import static io.anteroom.domain.room.RoomWords.moved;
import static io.anteroom.domain.room.RoomWords.movedOn;
import static io.anteroom.domain.room.RoomWords.numbered;
import static io.anteroom.domain.room.RoomWords.reset;
import static io.anteroom.domain.room.RoomWords.tick;
import static io.anteroom.domain.room.RoomWords.tokenGenerated;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.RoomEvent.PlacesHandedOn;
import io.anteroom.domain.room.RoomEvent.SettledPlacesCounted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many may still claim a token, and moves that hold only where the caller saw the counter. */
class ClaimableTest {

  @Test
  void countsTheServedWhoHaveNoToken() {
    RoomScript script =
        given(configured(), numbered(0, 0, 9, 1), moved(0, 4), tokenGenerated(0, 1, 2));

    assertThat(script.room().claimable()).isEqualTo(3);
  }

  @Test
  void countsNumbersThatAreServedBeforeAnybodyHasThem() {
    RoomScript script = given(configured(), numbered(0, 0, 9, 1), moved(0, 100));

    assertThat(script.room().claimable()).isEqualTo(100);
  }

  @Test
  void doesNotCountTheExpired() {
    RoomScript script =
        given(configured(), numbered(0, 0, 9, 1), moved(0, 4), expired(3, Map.of(0, 3L)));

    assertThat(script.room().claimable()).isEqualTo(1);
  }

  @Test
  void countsTurnsThatAreOwed() {
    RoomScript script =
        given(
            configured(Changes.autoIncrement(true)),
            numbered(0, 0, 9, 1),
            moved(0, 4),
            expired(3, Map.of(0, 3L)));

    assertThat(script.room().claimable()).isEqualTo(4);
  }

  @Test
  void isExactWhenTheCounterMovesBackOverTokensAndExpired() {
    RoomScript script =
        given(configured(), numbered(0, 0, 4, 1), numbered(1, 0, 4, 6), moved(0, 2))
            .at(RoomScript.START.plus(Duration.ofHours(1)))
            .when(tick())
            .when(increment(8))
            .when(issue(0, 3))
            .when(issue(1, 2));

    script
        .when(increment(-7))
        .then(new SettledPlacesCounted(2), moved(10, 3))
        .when(increment(2))
        .then(moved(3, 5), new SettledPlacesCounted(1));

    assertThat(script.room().claimable()).isEqualTo(2);
  }

  @Test
  void forgetsWhatIsSettledAboveOnceTheCounterIsWhereItNeverWas() {
    RoomScript script =
        given(configured(), numbered(0, 0, 9, 1), moved(0, 4), tokenGenerated(0, 3, 4));

    script
        .when(increment(-4))
        .then(new SettledPlacesCounted(1), moved(4, 0))
        .when(increment(10))
        .then(moved(0, 10), new SettledPlacesCounted(0));

    assertThat(script.room().claimable()).isEqualTo(9);
  }

  @Test
  void countsTooManyRatherThanTooFewWhereItWouldHaveToLookAtTooManyTokens() {
    int people = SettledPlaces.MAX_TOKENS + 1_000;
    List<RoomEvent> events = new ArrayList<>();
    events.add(configured(Changes.expiryEnabled(false)));
    events.add(numbered(0, 0, people - 1, 1));
    events.add(moved(0, people));
    for (int i = 0; i < people - 5; i++) {
      events.add(tokenGenerated(0, i, i + 1));
    }

    Room room = given(events.toArray(RoomEvent[]::new)).when(increment(10 - people)).room();

    assertThat(room.claimable()).as("all ten have tokens").isEqualTo(5);
  }

  @Test
  void passesOnPlacesOfThoseWhoLeft() {
    RoomScript script = given(configured(), numbered(0, 0, 9, 1), moved(0, 4));

    script.when(inlet(3, 2, at(3))).then(new PlacesHandedOn(2), inletMoved(4, 7));

    assertThat(script.room().handedOn()).isEqualTo(2);
  }

  @Test
  void countsTurnsThatPassedByThemselvesAsHandedOn() {
    RoomScript script =
        given(
            configured(Changes.autoIncrement(true)),
            numbered(0, 0, 9, 1),
            moved(0, 4),
            expired(3, Map.of(0, 3L)),
            movedOn(4, 7));

    assertThat(script.room().handedOn()).isEqualTo(3);
  }

  @Test
  void countsTurnsThatAreOwedAsHandedOn() {
    RoomScript script =
        given(
            configured(Changes.autoIncrement(true)),
            numbered(0, 0, 9, 1),
            moved(0, 4),
            expired(3, Map.of(0, 3L)));

    assertThat(script.room().handedOn()).isEqualTo(3);
  }

  @Test
  void movesOnlyFromWhereTheCallerSawIt() {
    given(configured(), moved(0, 4), moved(4, 7))
        .when(inlet(3, 0, at(2)))
        .thenRejected(new Rejection.ServingMoved(new ServingPoint(3)));
  }

  @Test
  void doesNotMoveInAnotherGenerationThanTheCallerSaw() {
    given(configured(), moved(0, 4))
        .when(reset(Map.of()))
        .when(inlet(3, 0, at(2)))
        .thenRejected(new Rejection.ServingMoved(new ServingPoint(3)));
  }

  /**
   * Somebody may have claimed a token above, and a move that did not know would be one too many.
   */
  @Test
  void tellsACounterThatCameBackFromOneThatNeverLeft() {
    given(configured(), moved(0, 4))
        .when(increment(3))
        .when(increment(-3))
        .when(inlet(3, 0, at(2)))
        .thenRejected(new Rejection.ServingMoved(new ServingPoint(4)));
  }

  private static IncrementServingCounter inlet(
      long by, long handedOn, Optional<ServingPoint> from) {
    return new IncrementServingCounter(RoomScript.ROOM, by, Cause.INLET, handedOn, from);
  }

  private static Optional<ServingPoint> at(long version) {
    return Optional.of(new ServingPoint(version));
  }

  private static RoomEvent inletMoved(long from, long to) {
    return new RoomEvent.ServingCounterMoved(
        new ServingCounter(from), new ServingCounter(to), Cause.INLET);
  }
}
