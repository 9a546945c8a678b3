package io.anteroom.ingress.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.Room;
import io.anteroom.ingress.Rooms;
import io.anteroom.readmodel.RoomView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServingPacesTest {

  private static final Generation FIRST = Generation.FIRST;

  private Optional<List<RoomView>> rooms = Optional.empty();
  private boolean broken;
  private final ServingPaces paces = new ServingPaces(this::rooms);
  private long nowNanos;

  @AfterEach
  void close() {
    paces.close();
  }

  private Optional<List<RoomView>> rooms() {
    if (broken) {
      throw new IllegalStateException("broken");
    }
    return rooms;
  }

  private void look() {
    nowNanos += Duration.ofSeconds(1).toNanos();
    paces.look(nowNanos);
  }

  private static RoomView room(String name, Generation generation, long serving, boolean paused) {
    return Rooms.view(name, generation, 1_000_000, serving, paused);
  }

  private static Room open(String name, Generation generation) {
    return room(name, generation, 0, false).room();
  }

  /** Half a minute. */
  private void serve(Generation generation, boolean paused) {
    for (int second = 1; second <= 30; second++) {
      rooms =
          Optional.of(
              List.of(
                  room("Fast", generation, 100L * second, paused),
                  room("Slow", generation, second, paused)));
      look();
    }
  }

  @Test
  void measuresEachRoomForItself() {
    serve(FIRST, false);

    assertThat(paces.of(open("Fast", FIRST)).orElseThrow().fastest()).isEqualTo(100);
    assertThat(paces.of(open("Slow", FIRST)).orElseThrow().fastest()).isEqualTo(1);
    assertThat(paces.of(open("Other", FIRST))).isEmpty();
  }

  @Test
  void knowsNothingOfTheLineBehindAReset() {
    serve(FIRST, false);
    assertThat(paces.of(open("Slow", FIRST.next()))).isEmpty();

    // Had it been the same line, the counter would have leapt.
    rooms = Optional.of(List.of(room("Slow", FIRST.next(), 5_000, false)));
    look();
    assertThat(paces.of(open("Slow", FIRST.next()))).isEmpty();
    serve(FIRST.next(), false);
    assertThat(paces.of(open("Slow", FIRST.next()))).isPresent();
    assertThat(paces.of(open("Slow", FIRST))).isEmpty();
  }

  @Test
  void saysNothingOfARoomThatIsPaused() {
    serve(FIRST, false);

    assertThat(paces.of(room("Slow", FIRST, 30, true).room())).isEmpty();
  }

  @Test
  void forgetsRoomsThatAreGone() {
    serve(FIRST, false);
    rooms = Optional.of(List.of(room("Fast", FIRST, 3_100, false)));
    look();
    assertThat(paces.of(open("Fast", FIRST))).isPresent();
    assertThat(paces.of(open("Slow", FIRST))).isEmpty();

    rooms = Optional.of(List.of(room("Slow", FIRST, 31, false)));
    look();
    assertThat(paces.of(open("Slow", FIRST))).isEmpty();
  }

  @Test
  void goesOnWhenRoomsCanBeSeenAgain() {
    serve(FIRST, false);
    rooms = Optional.empty();
    for (int second = 0; second < 10; second++) {
      look();
    }
    rooms = Optional.of(List.of(room("Slow", FIRST, 41, false)));
    look();

    assertThat(paces.of(open("Slow", FIRST)).orElseThrow().slowest()).isEqualTo(1);
  }

  @Test
  void saysNothingAfterALookThatFailedAndGoesOnWithTheNext() {
    serve(FIRST, false);
    broken = true;
    look();
    assertThat(paces.of(open("Slow", FIRST))).isEmpty();

    broken = false;
    look();
    assertThat(paces.of(open("Slow", FIRST))).isPresent();
  }
}
