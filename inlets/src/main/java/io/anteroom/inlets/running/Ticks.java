package io.anteroom.inlets.running;

import io.anteroom.domain.inlet.Periodic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ticks of a period when they are due, each once. What was due before it began is not
 * told, nor what lapsed while it slept: a tick that was missed is not made up, and nobody counts
 * the ticks of a time in which nobody was there. Runs from start to close, on a thread of its own.
 */
final class Ticks implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Ticks.class);

  /** The clock may be set while it sleeps. */
  private static final Duration LONGEST_NAP = Duration.ofSeconds(1);

  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(2);

  private final Periodic period;
  private final InstantSource clock;
  private final Consumer<Instant> listener;
  private final Thread thread;
  private Instant next;

  /**
   * Not started yet.
   *
   * @param listener told of each tick; must not wait
   */
  Ticks(String name, Periodic period, InstantSource clock, Consumer<Instant> listener) {
    this.period = period;
    this.clock = clock;
    this.listener = listener;
    this.next = period.nextTick(clock.instant());
    this.thread = Thread.ofVirtual().name("ticks-" + name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.interrupted()) {
        Thread.sleep(tellWhatIsDue());
      }
    } catch (InterruptedException e) {
      log.debug("{} was closed", thread.getName());
    }
  }

  /** Tells what has become due since the last time; gives how long to wait for the next time. */
  Duration tellWhatIsDue() {
    Instant now = clock.instant();
    Instant first = period.firstInTime(now);
    if (next.isBefore(first)) {
      next = first;
    }
    while (!now.isBefore(next)) {
      listener.accept(next);
      next = period.nextTick(next);
    }
    Instant soonest = period.nextTick(now);
    if (next.isAfter(soonest)) {
      // The clock was set back. A tick that is told again is asked for under the same key.
      next = soonest;
    }
    Duration wait = Duration.between(now, next);
    return wait.compareTo(LONGEST_NAP) < 0 ? wait : LONGEST_NAP;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      var _ = thread.join(JOIN_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
