package io.anteroom.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.ExpiryAccount;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.room.ServingHistory;
import io.anteroom.domain.room.TurnAccount;
import io.anteroom.domain.span.SpanIndex;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.EventTag;
import io.anteroom.domain.token.Issuer;
import io.anteroom.readmodel.RoomView;
import java.time.Instant;
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
    EventId eventId = new EventId("room-" + waiting);
    Room room =
        new Room(
            eventId,
            Sequence.NONE.next(),
            Instant.EPOCH,
            Generation.FIRST,
            RoomSettings.defaults(new Issuer("https://example.com")),
            waiting,
            ServingCounter.ZERO,
            0,
            0,
            0,
            PartitionOffsets.ZERO,
            PartitionOffsets.ZERO,
            ExpiryAccount.startingAt(PartitionOffsets.ZERO),
            TurnAccount.NONE,
            Instant.EPOCH,
            false);
    return new RoomView(room, new SpanIndex(), new ServingHistory(), EventTag.of(eventId));
  }
}
