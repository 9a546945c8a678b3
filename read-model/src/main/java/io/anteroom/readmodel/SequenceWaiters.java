package io.anteroom.readmodel;

import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.ticket.EventId;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Those who wait until views have shown an event. */
final class SequenceWaiters {

  /** Who comes on top of these does not wait. */
  private static final int MAX_WAITERS = 10_000;

  private record Waiter(EventId eventId, Sequence sequence, CompletableFuture<Boolean> shown) {}

  private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Duration grace;

  /**
   * Nobody yet.
   *
   * @param grace how long other readers may take to see what this one has seen
   */
  SequenceWaiters(Duration grace) {
    this.grace = grace;
  }

  CompletableFuture<Boolean> await(EventId eventId, Sequence sequence, Duration limit) {
    if (waiting.incrementAndGet() > MAX_WAITERS) {
      waiting.decrementAndGet();
      return CompletableFuture.completedFuture(false);
    }
    Waiter waiter = new Waiter(eventId, sequence, new CompletableFuture<>());
    waiter.shown().completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS);
    waiters.add(waiter);
    return waiter.shown().copy();
  }

  /** Tells those whose events these rooms show. */
  void look(Map<EventId, LoadedRoom> rooms) {
    waiters.removeIf(waiter -> {
      boolean over = waiter.shown().isDone();
      boolean shown = !over && shows(rooms.get(waiter.eventId()), waiter.sequence());
      if (shown) {
        waiter.shown().completeOnTimeout(true, grace.toMillis(), TimeUnit.MILLISECONDS);
      }
      if (over || shown) {
        waiting.decrementAndGet();
      }
      return over || shown;
    });
  }

  private static boolean shows(@Nullable LoadedRoom room, Sequence event) {
    return room != null && room.sequence().compareTo(event) >= 0;
  }
}
