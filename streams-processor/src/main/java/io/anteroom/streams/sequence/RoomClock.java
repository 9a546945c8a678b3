package io.anteroom.streams.sequence;

import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Decision;
import io.anteroom.domain.room.Outcome;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.ticket.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the rooms of one task do what time alone brings about, and forgets what no room needs any
 * more.
 *
 * <p>All of it happens within one transaction, and a transaction that lasts too long is undone and
 * done again for ever. So a round stops when its time is up, and the next goes on with the rooms
 * that had to wait.
 */
final class RoomClock {

  /** Positions expire at most this late while numbering keeps up. */
  static final Duration TICK = Duration.ofSeconds(1);

  /** A tenth of what a transaction may last. */
  private static final Duration LONGEST_ROUND = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(RoomClock.class);

  private final ProcessorContext<byte[], byte[]> context;
  private final RoomStores stores;
  private final RoomDesk desk;
  private final CommandMemory memory;
  private final FormerGenerations former;

  /** Rooms that may have something to do; those that wait longest come first. */
  private final SequencedSet<EventId> due = new LinkedHashSet<>();

  RoomClock(ProcessorContext<byte[], byte[]> context, RoomDesk desk, CommandMemory memory) {
    this.context = context;
    this.stores = RoomStores.of(context);
    this.desk = desk;
    this.memory = memory;
    this.former = new FormerGenerations(stores);
  }

  void start() {
    var _ = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> round());
  }

  private void round() {
    long began = System.nanoTime();
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    memory.forget(now);
    lookAtRooms(now);
    while (!due.isEmpty() && System.nanoTime() - began < LONGEST_ROUND.toNanos()) {
      EventId room = due.removeFirst();
      if (tick(room)) {
        due.addLast(room);
      }
    }
  }

  private void lookAtRooms(Instant now) {
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
  }

  /** Has a room do what is due; says whether there is more. */
  private boolean tick(EventId eventId) {
    try {
      return desk.ask(new Command.Tick(eventId))
          instanceof Decision.Accepted(_, Outcome.MoreIsDue _);
    } catch (UndecidableException e) {
      // Nothing has changed, and the other rooms must go on.
      LOG.atError().addKeyValue("room", eventId).log("a room can't tick: {}", e.getMessage());
      return false;
    }
  }
}
