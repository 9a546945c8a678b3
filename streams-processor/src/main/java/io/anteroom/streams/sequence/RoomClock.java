package io.anteroom.streams.sequence;

import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.ticket.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Has the rooms of one task do what time alone brings about, and forgets what no room needs any
 * more.
 */
final class RoomClock {

  /** Positions expire at most this late while numbering keeps up. */
  static final Duration TICK = Duration.ofSeconds(1);

  private final ProcessorContext<byte[], byte[]> context;
  private final RoomStores stores;
  private final RoomDesk desk;
  private final FormerGenerations former;

  RoomClock(ProcessorContext<byte[], byte[]> context, RoomDesk desk) {
    this.context = context;
    this.stores = RoomStores.of(context);
    this.desk = desk;
    this.former = new FormerGenerations(stores);
  }

  void start() {
    var _ = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> tick());
  }

  private void tick() {
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    List<EventId> due = new ArrayList<>();
    former.begin();
    try (KeyValueIterator<Bytes, Room> rooms = stores.rooms().all()) {
      while (rooms.hasNext()) {
        Room room = rooms.next().value;
        former.forget(room);
        if (room.mayChangeAt(now)) {
          due.add(room.eventId());
        }
      }
    }
    due.forEach(eventId -> desk.ask(new Command.Tick(eventId)));
  }
}
