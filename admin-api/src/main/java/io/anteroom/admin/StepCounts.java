package io.anteroom.admin;

import io.anteroom.admin.activity.History;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.readmodel.TokenCounts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * How many tokens end behind each step of the last hour. Redis is asked once for a room in a step,
 * however many operators watch it: what they are told moves on all the same, with the log.
 */
final class StepCounts {

  /** Rooms whose counts are kept, some 15 KB each: more than anybody watches. */
  private static final int MAX_ROOMS = 100;

  private record Asked(
      Generation generation, List<Instant> ends, CompletableFuture<TokenCounts> counts) {

    boolean serves(Generation wanted, List<Instant> moments) {
      return generation.equals(wanted)
          && ends.equals(moments)
          && !counts.isCompletedExceptionally();
    }
  }

  private final Rooms rooms;
  private final Map<EventId, Asked> asked =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<EventId, Asked> eldest) {
          return size() > MAX_ROOMS;
        }
      };

  StepCounts(Rooms rooms) {
    this.rooms = rooms;
  }

  /** The counts for the ends of the steps of the hour before now; fails where Redis is away. */
  synchronized CompletableFuture<TokenCounts> of(
      EventId eventId, Generation generation, Instant now) {
    List<Instant> ends = History.endsAt(now);
    Asked known = asked.get(eventId);
    if (known != null && known.serves(generation, ends)) {
      return known.counts();
    }
    CompletableFuture<TokenCounts> counts = rooms.tokenCounts(eventId, generation, ends);
    asked.put(eventId, new Asked(generation, ends, counts));
    return counts;
  }
}
