package io.anteroom.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.room.Command.ConfigureRoom;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.ValidityPeriod;
import io.anteroom.eventlog.NoAnswerException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FirstRoomTest {

  private static final Duration A_FEW_TRIES = Duration.ofMillis(700);

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
        .containsExactly(new ConfigureRoom(ModelRooms.ROOM, SettingsChange.to(ModelRooms.SETTINGS), new Issuer("unused"), PartitionOffsets.ZERO));
  }

  @Test
  void leavesARoomThatIsThereAsItIs() {
    ModelRooms rooms = ModelRooms.withRoom();
    RoomSettings others = RoomSettings.defaults(new Issuer("https://other"));
    try (FirstRoom first = new FirstRoom(rooms, ModelRooms.ROOM, others)) {
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
      await().until(() -> rooms.asked().size() >= 2);
      rooms.bringLogBack();
      await().untilAsserted(() -> assertThat(rooms.room()).isPresent());
      assertThat(first).isNotNull();
    }
  }

  private static FirstRoom started(Rooms rooms) {
    FirstRoom first = new FirstRoom(rooms, ModelRooms.ROOM, ModelRooms.SETTINGS);
    first.start();
    return first;
  }
}
