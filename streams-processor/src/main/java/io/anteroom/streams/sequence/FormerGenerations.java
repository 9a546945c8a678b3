package io.anteroom.streams.sequence;

import io.anteroom.domain.room.Room;
import io.anteroom.domain.ticket.EventId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Deletes what rooms kept of generations that are over. Nobody can ask for it any more; the log has
 * it for ever.
 */
final class FormerGenerations {

  /** Deletions at a time, in all rooms together, so that no room has to wait for them. */
  static final int MAX_DELETIONS = 1_000;

  private final List<KeyValueStore<Bytes, ?>> stores;

  /** How far each room has come since this task began; a new task looks through all once. */
  private final Map<EventId, Progress> rooms = new HashMap<>();

  private int deletionsLeft;

  /**
   * @param needed the first generation that may still be asked for
   * @param store which store is being gone through; behind the last if all have been
   * @param from where to go on: the database is slow to pass over what was deleted before
   */
  private record Progress(int needed, int store, Bytes from) {}

  FormerGenerations(RoomStores stores) {
    this.stores = List.of(stores.spans(), stores.serving(), stores.tokens(), stores.active());
  }

  /** Begins another round, with deletions to spare. */
  void begin() {
    deletionsLeft = MAX_DELETIONS;
  }

  /** Deletes some of what a room no longer needs, if there is any. */
  void forget(Room room) {
    int needed = room.generation().value() + (room.retired() ? 1 : 0);
    Progress progress = rooms.get(room.eventId());
    if (progress == null || progress.needed() != needed) {
      progress = new Progress(needed, 0, RoomKeys.generation(room.eventId(), 0));
    }
    while (progress.store() < stores.size() && deletionsLeft > 0) {
      progress = forget(room.eventId(), progress);
    }
    rooms.put(room.eventId(), progress);
  }

  private Progress forget(EventId room, Progress progress) {
    KeyValueStore<Bytes, ?> store = stores.get(progress.store());
    List<Bytes> over = keys(store, progress.from(), RoomKeys.generation(room, progress.needed()));
    over.forEach(store::delete);
    deletionsLeft -= over.size();
    return deletionsLeft > 0
        ? new Progress(progress.needed(), progress.store() + 1, RoomKeys.generation(room, 0))
        : new Progress(progress.needed(), progress.store(), over.getLast());
  }

  /** No key is as short as the bounds, so none of the needed generation is among them. */
  private List<Bytes> keys(KeyValueStore<Bytes, ?> store, Bytes from, Bytes to) {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, ?> found = store.range(from, to)) {
      while (found.hasNext() && keys.size() < deletionsLeft) {
        keys.add(found.next().key);
      }
    }
    return keys;
  }
}
