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

  /** Deletions in one store for one room at a time, so that no room has to wait for them. */
  static final int MAX_DELETIONS = 1_000;

  private final RoomStores stores;

  /** The first generation that may still be needed, of the rooms that have nothing older left. */
  private final Map<EventId, Integer> cleanTo = new HashMap<>();

  FormerGenerations(RoomStores stores) {
    this.stores = stores;
  }

  /** Deletes some of what a room no longer needs, if there is any. */
  void forget(Room room) {
    int needed = room.generation().value() + (room.retired() ? 1 : 0);
    if (cleanTo.getOrDefault(room.eventId(), 1) >= needed) {
      return;
    }
    boolean clean =
        forget(stores.spans(), room.eventId(), needed)
            && forget(stores.serving(), room.eventId(), needed)
            && forget(stores.tokens(), room.eventId(), needed)
            && forget(stores.active(), room.eventId(), needed);
    if (clean) {
      cleanTo.put(room.eventId(), needed);
    }
  }

  /** Deletes a part; says whether that was the last. */
  private static <T> boolean forget(KeyValueStore<Bytes, T> store, EventId room, int needed) {
    List<Bytes> over = new ArrayList<>();
    // No key is as short as the bounds, so none of the needed generation is among them.
    try (KeyValueIterator<Bytes, T> keys =
        store.range(RoomKeys.generation(room, 0), RoomKeys.generation(room, needed))) {
      while (keys.hasNext() && over.size() < MAX_DELETIONS) {
        over.add(keys.next().key);
      }
    }
    over.forEach(store::delete);
    return over.size() < MAX_DELETIONS;
  }
}
