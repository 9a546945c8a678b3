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
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.room.TurnAccount;
import io.anteroom.domain.span.SpanIndex;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.EventTag;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.ValidityPeriod;
import io.anteroom.readmodel.RoomView;
import java.time.Instant;
import java.util.Optional;

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

  /** A change of these settings, where they are there, and of no others. */
  static SettingsChange change(
      Optional<PositionExpiry> expiry,
      Optional<JoinLimit> limit,
      Optional<Boolean> paused,
      Optional<Boolean> closed) {
    return new SettingsChange(
        Optional.empty(),
        Optional.empty(),
        expiry.map(PositionExpiry::enabled),
        expiry.map(PositionExpiry::period),
        Optional.empty(),
        Optional.empty(),
        limit,
        paused,
        closed);
  }

  /** A room with counters, whose owner has set nothing but perhaps a pause. */
  public static RoomView view(
      String name, Generation generation, long queueCounter, long serving, boolean paused) {
    return view(name, generation, queueCounter, serving, settings(PositionExpiry.DEFAULT, paused));
  }

  /** A room that nobody has joined yet, with settings. */
  static RoomView view(String name, RoomSettings settings) {
    return view(name, Generation.FIRST, 0, 0, settings);
  }

  private static RoomView view(
      String name, Generation generation, long queueCounter, long serving, RoomSettings settings) {
    EventId eventId = new EventId(name);
    Room room =
        new Room(
            eventId,
            Sequence.NONE.next(),
            Instant.EPOCH,
            generation,
            settings,
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
