package io.anteroom.inlets.running;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every so often, and soon when it is woken. However often it is woken, there is one look at
 * a time, at most one more that waits, and a short time between their beginnings. Runs from start
 * to close, on a thread of its own.
 */
final class Looks implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Looks.class);

  /** A burst of news is one piece of news. */
  private static final Duration APART = Duration.ofMillis(50);

  /** What is held, or finds nobody there, may go on at any moment, and nobody tells. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(2);

  private final Duration every;
  private final BooleanSupplier look;
  private final Semaphore news = new Semaphore(0);
  private final Thread thread;

  private Looks(String name, Duration every, BooleanSupplier look) {
    this.every = every;
    this.look = look;
    this.thread = Thread.ofVirtual().name("looks-" + name).unstarted(this::run);
  }

  /**
   * Looks for the first time at once.
   *
   * @param every how long without a look, at most, but for the time that one takes
   * @param look says whether it could act; where it could not, the next one is not far
   */
  static Looks start(String name, Duration every, BooleanSupplier look) {
    Looks looks = new Looks(name, every, look);
    looks.thread.start();
    return looks;
  }

  /** There may be something to see; never waits. */
  void wake() {
    news.release();
  }

  private void run() {
    try {
      while (!Thread.interrupted()) {
        long began = System.nanoTime();
        // What is told from here on may be seen by this look or not: it is worth another one.
        news.drainPermits();
        Duration longest = lookOnce() || every.compareTo(SOON) < 0 ? every : SOON;
        if (news.tryAcquire(left(began, longest), TimeUnit.NANOSECONDS)) {
          TimeUnit.NANOSECONDS.sleep(left(began, APART));
        }
      }
    } catch (InterruptedException e) {
      log.debug("{} was closed", thread.getName());
    }
  }

  private boolean lookOnce() {
    try {
      return look.getAsBoolean();
    } catch (RuntimeException e) {
      log.error("{} could not look, and will look again", thread.getName(), e);
      return false;
    }
  }

  private static long left(long began, Duration time) {
    return Math.max(0, began + time.toNanos() - System.nanoTime());
  }

  /** Breaks off a look that is under way. */
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
