package io.anteroom.domain.inlet;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Time of a simulation: what is planned happens in its order, and the clock leaps from one to the
 * next.
 */
final class Agenda {

  private record Entry(Instant at, long order, Runnable action) {}

  private final Queue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
  private Instant now;
  private long planned;

  Agenda(Instant start) {
    now = start;
  }

  Instant now() {
    return now;
  }

  void after(Duration delay, Runnable action) {
    entries.add(new Entry(now.plus(delay), planned++, action));
  }

  void afterMillis(long delay, Runnable action) {
    after(Duration.ofMillis(delay), action);
  }

  void runUntil(Instant end) {
    while (!entries.isEmpty() && !entries.element().at().isAfter(end)) {
      Entry next = entries.remove();
      now = next.at();
      next.action().run();
    }
    now = end;
  }
}
