package io.anteroom.audit;

import io.anteroom.domain.ticket.EventId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.ToLongFunction;

/**
 * What an audit came to.
 *
 * @param events the bounds of the room-events topic
 * @param joins the bounds of the joins topic
 * @param rooms the rooms that were replayed, by name
 * @param beheaded the rooms that were not, because their beginning is gone
 * @param strangers joins of rooms about which nothing can be said
 * @param finding the first breach
 */
record AuditResult(
    TopicBounds events,
    TopicBounds joins,
    List<RoomReplay> rooms,
    SortedSet<EventId> beheaded,
    long strangers,
    Optional<Finding> finding) {

  /** A count, summed over all rooms and generations. */
  long sum(ToLongFunction<GenerationTotals> count) {
    return rooms.stream().flatMap(room -> room.generations().stream()).mapToLong(count).sum();
  }
}
