package io.anteroom.eventlog;

import io.anteroom.domain.ticket.EventId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses partitions for joins: one room stays on one partition for a short while, then moves to
 * the next. So its offsets run on unbroken and make long spans, and two busy rooms do not cut each
 * other's spans to pieces as long as there are at least as many partitions as busy rooms.
 */
final class StickyPartitions {

  /** How long a room stays: a few spans long, and far below the bound on order (0.5 s). */
  static final long STAY_MILLIS = 100;

  private final ConcurrentMap<EventId, Integer> seats = new ConcurrentHashMap<>();
  private final AtomicInteger nextSeat = new AtomicInteger();

  /**
   * The partition for a join at a moment.
   *
   * @param partitions how many there are, at least 1
   */
  int partitionFor(EventId eventId, long nowMillis, int partitions) {
    Integer seat = seats.get(eventId);
    if (seat == null) {
      seat = seats.computeIfAbsent(eventId, _ -> nextSeat.getAndIncrement());
    }
    return (int) Math.floorMod(seat + nowMillis / STAY_MILLIS, (long) partitions);
  }
}
