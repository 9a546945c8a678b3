package io.anteroom.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.domain.room.Command.ConfigureRoom;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.token.Issuer;
import io.anteroom.eventlog.NoAnswerException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstRoomTest {

  private static final Duration A_FEW_TRIES = Duration.ofMillis(700);
  private static final Issuer ISSUER = new Issuer("https://queue.example");

  /** Where the joins of the model end. */
  private static final PartitionOffsets ENDS = new PartitionOffsets(Map.of(0, 0L, 1, 7L));

  @Test
  void makesTheRoomOnceThoughTheMirrorIsLate() {
    ModelRooms rooms = new ModelRooms();
    rooms.holdMirrorBack();
    try (FirstRoom first = started(rooms)) {
      await().untilAsserted(() -> assertThat(rooms.room()).isPresent());
      await().during(A_FEW_TRIES).until(() -> rooms.asked().size() == 1);
      assertThat(first).isNotNull();
    }
    assertThat(rooms.asked())
        .containsExactly(new ConfigureRoom(ModelRooms.ROOM, SettingsChange.NONE, ISSUER, ENDS));
  }

  @Test
  void leavesARoomThatIsThereAsItIs() {
    ModelRooms rooms = ModelRooms.withRoom();
    try (FirstRoom first = new FirstRoom(rooms, ModelRooms.ROOM, ISSUER)) {
      first.start();
      await().during(A_FEW_TRIES).until(() -> rooms.asked().isEmpty());
    }
  }

  @Test
  void waitsUntilItIsCertainThatThereIsNoRoom() {
    ModelRooms rooms = new ModelRooms();
    rooms.takeMirrorAway();
    try (FirstRoom first = started(rooms)) {
      await().during(A_FEW_TRIES).until(() -> rooms.asked().isEmpty());
      rooms.bringMirrorBack();
      await().untilAsserted(() -> assertThat(rooms.room()).isPresent());
      assertThat(first).isNotNull();
    }
  }

  @Test
  void triesAgainUntilTheRoomAnswers() {
    ModelRooms rooms = new ModelRooms();
    rooms.takeLogAway(new NoAnswerException("not reached yet"));
    try (FirstRoom first = started(rooms)) {
      await().until(() -> rooms.looks() >= 2);
      rooms.bringLogBack();
      await().untilAsserted(() -> assertThat(rooms.room()).isPresent());
      assertThat(first).isNotNull();
    }
  }

  private static FirstRoom started(Rooms rooms) {
    FirstRoom first = new FirstRoom(rooms, ModelRooms.ROOM, ISSUER);
    first.start();
    return first;
  }
}
