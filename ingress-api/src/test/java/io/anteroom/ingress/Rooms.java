package io.anteroom.ingress;

import io.anteroom.domain.room.ExpiryAccount;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.JoinLimit;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.PositionExpiry;
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
import io.anteroom.domain.token.ValidityPeriod;
import io.anteroom.readmodel.RoomView;
import java.time.Instant;

/** Rooms as readers see them, of which only some counters and settings matter. */
public final class Rooms {

  private Rooms() {}

  /** Settings of which only the expiry of positions, and whether the room is paused, matter. */
  public static RoomSettings settings(PositionExpiry expiry, boolean paused) {
    return new RoomSettings(
        ValidityPeriod.DEFAULT,
        new Issuer("https://example.com"),
        expiry,
        false,
        false,
        JoinLimit.NONE,
        paused,
        false);
  }

  /** A room with counters, whose owner has set nothing but perhaps a pause. */
  public static RoomView view(
      String name, Generation generation, long queueCounter, long serving, boolean paused) {
    EventId eventId = new EventId(name);
    Room room =
        new Room(
            eventId,
            Sequence.NONE.next(),
            Instant.EPOCH,
            generation,
            settings(PositionExpiry.DEFAULT, paused),
            queueCounter,
            new ServingCounter(serving),
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
