package io.anteroom.ingress;

import io.anteroom.domain.room.JoinLimit;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.edge.Refusal;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds each room to its {@code join_rate_limit}: every instance of this service takes an even part
 * of it. Kept for limited rooms only; rooms that are gone are forgotten when the next one comes.
 */
final class JoinRates {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final IntSupplier instances;
  private final Predicate<EventId> isThere;
  private final LongSupplier nanoClock;
  private final ConcurrentMap<EventId, Allowance> rooms = new ConcurrentHashMap<>();

  /**
   * No room has been asked for yet.
   *
   * @param instances how many instances take joins now
   * @param isThere whether a room still exists
   * @param nanoClock see {@link System#nanoTime}
   */
  JoinRates(IntSupplier instances, Predicate<EventId> isThere, LongSupplier nanoClock) {
    this.instances = instances;
    this.isThere = isThere;
    this.nanoClock = nanoClock;
  }

  /**
   * Counts one join of a room.
   *
   * @throws Refusal.TooManyRequests if that is more than the room takes
   */
  void count(EventId eventId, JoinLimit limit) {
    if (limit.perSecond().isEmpty()) {
      return;
    }
    long missing = allowance(eventId, limit.perSecond().getAsLong()).take(nanoClock.getAsLong());
    if (missing > 0) {
      throw new Refusal.TooManyRequests(
          "more people join this event at this moment than it takes",
          Duration.ofSeconds(Math.ceilDiv(missing, SECOND)));
    }
  }

  private Allowance allowance(EventId eventId, long perSecond) {
    int sharers = Math.max(1, instances.getAsInt());
    Allowance known = rooms.get(eventId);
    if (known == null) {
      rooms.keySet().removeIf(room -> !isThere.test(room));
      return rooms.computeIfAbsent(
          eventId, _ -> Allowance.of(perSecond, sharers, nanoClock.getAsLong()));
    }
    return known.is(perSecond, sharers)
        ? known
        : rooms.compute(eventId, (_, now) -> adjusted(now, perSecond, sharers));
  }

  private Allowance adjusted(@Nullable Allowance now, long perSecond, int sharers) {
    return now == null
        ? Allowance.of(perSecond, sharers, nanoClock.getAsLong())
        : now.changedTo(perSecond, sharers);
  }

  /** How many rooms are held to a limit. */
  int size() {
    return rooms.size();
  }
}
