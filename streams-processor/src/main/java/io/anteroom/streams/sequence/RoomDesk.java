package io.anteroom.streams.sequence;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.domain.room.BrokenHistoryException;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Decision;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.WaitingRoom;
import io.anteroom.domain.ticket.EventId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Puts commands to the rooms of one task, and what they decide into their state and the log. */
final class RoomDesk {

  private final ProcessorContext<byte[], byte[]> context;
  private final RoomStores stores;
  private final PublicRecords others;

  RoomDesk(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    this.stores = RoomStores.of(context);
    this.others = new PublicRecords(context);
  }

  /**
   * Has a room decide.
   *
   * @throws UndecidableException if the command makes no sense to the room; nothing has changed
   * @throws BrokenRoomException if the decision does not fit the room's own state
   */
  Decision ask(Command command) {
    WaitingRoom room = new WaitingRoom(command.eventId(), state(command.eventId()));
    Decision decision = decide(room, command);
    if (decision instanceof Decision.Accepted(var events, _)) {
      for (RecordedEvent event : events) {
        apply(room, event);
        record(event);
      }
    }
    return decision;
  }

  private Decision decide(WaitingRoom room, Command command) {
    try {
      return room.decide(command, Instant.ofEpochMilli(context.currentSystemTimeMs()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UndecidableException(e);
    }
  }

  private static void apply(WaitingRoom room, RecordedEvent event) {
    try {
      room.apply(event);
    } catch (BrokenHistoryException | IllegalArgumentException | ArithmeticException e) {
      // Nothing else: what the stores throw is about the log, and passes.
      throw new BrokenRoomException(event, e);
    }
  }

  private void record(RecordedEvent event) {
    byte[] key = event.eventId().value().getBytes(StandardCharsets.UTF_8);
    byte[] value = LogFormat.EVENT.write(event);
    context.forward(
        new Record<>(key, value, event.decidedAt().toEpochMilli()), SequenceTopology.ROOM_EVENTS);
    others.tell(event);
  }

  /** The last event of a room, {@link Sequence#NONE} where there is no such room. */
  Sequence sequenceOf(EventId eventId) {
    return state(eventId).room().map(Room::sequence).orElse(Sequence.NONE);
  }

  private StoredRoomState state(EventId eventId) {
    return new StoredRoomState(eventId, stores);
  }
}
