package io.anteroom.streams.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.Generation;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class RoomKeysTest {

  private static final EventId LONGEST = new EventId("x".repeat(EventId.MAX_LENGTH));

  @Test
  void liesInTheOrderOfGenerationPartitionAndOffset() {
    EventId room = new EventId("red");
    List<Bytes> keys =
        List.of(
            key(room, 1, 0, 0),
            key(room, 1, 0, 255),
            key(room, 1, 0, 256),
            key(room, 1, 0, Place.MAX_OFFSET),
            key(room, 1, 1, 0),
            key(room, 1, 255, 0),
            key(room, 1, Place.MAX_PARTITION, Place.MAX_OFFSET),
            key(room, 2, 0, 0),
            key(room, Integer.MAX_VALUE, 0, 0));

    assertThat(keys).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void keepsRoomsApartWhoseNamesBeginTheSame() {
    EventId shorter = new EventId("red");
    EventId longer = new EventId("red-2");

    Bytes first = key(shorter, 1, 0, 0);
    Bytes last = key(shorter, Integer.MAX_VALUE, Place.MAX_PARTITION, Place.MAX_OFFSET);

    assertThat(key(longer, 1, 0, 5))
        .matches(key -> key.compareTo(first) < 0 || key.compareTo(last) > 0);
  }

  @Test
  void takesTheLongestName() {
    assertThat(key(LONGEST, 1, 0, 0).get()).hasSize(1 + 128 + 4 + 2 + 8);
    assertThat(RoomKeys.room(LONGEST).get()).hasSize(1 + 128);
  }

  private static Bytes key(EventId room, int generation, int partition, long offset) {
    return RoomKeys.place(room, new Generation(generation), new Place(partition, offset));
  }
}
