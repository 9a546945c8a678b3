package io.anteroom.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.Room;
import io.anteroom.readmodel.RoomView;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RoomMetersTest {

  private static final int ROOMS = 150;

  @Test
  void showsOnlyTheRoomsWithTheLongestLines() {
    List<RoomView> rooms = LongStream.rangeClosed(1, ROOMS).mapToObj(RoomMetersTest::room).toList();

    List<Room> shown = RoomMeters.longestLines(rooms);

    assertThat(shown).hasSize(RoomMeters.MOST_ROOMS);
    assertThat(shown.getFirst().waiting()).isEqualTo(ROOMS);
    assertThat(shown.getLast().waiting()).isEqualTo(ROOMS - RoomMeters.MOST_ROOMS + 1);
  }

  private static RoomView room(long waiting) {
    return Rooms.view("room-" + waiting, Generation.FIRST, waiting, 0, false);
  }
}
