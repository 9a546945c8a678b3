package io.anteroom.inlets.running;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells when tokens have ended, once for all that end in the same second. After a restart it knows
 * of none: whoever listens looks from time to time anyway.
 */
final class TokenEnds implements AutoCloseable {

  /** A day of seconds; what is beyond is seen by the looks that come anyway. */
  private static final int MOST = 86_400;

  /** Clocks differ a little. */
  private static final Duration MARGIN = Duration.ofMillis(50);

  private final InstantSource clock;
  private final Runnable listener;
  private final Set<Instant> scheduled = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer;

  /**
   * Of one room.
   *
   * @param listener called at the end of tokens; must not wait
   */
  TokenEnds(String name, InstantSource clock, Runnable listener) {
    this.clock = clock;
    this.listener = listener;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("token-ends-" + name).factory());
  }

  /**
   * Tokens end then.
   *
   * @param end in whole seconds, as tokens have it
   */
  void expect(Instant end) {
    if (scheduled.size() >= MOST || !scheduled.add(end)) {
      return;
    }
    Duration wait = Duration.between(clock.instant(), end).plus(MARGIN);
    var _ =
        timer.schedule(
            () -> {
              scheduled.remove(end);
              listener.run();
            },
            Math.max(0, wait.toMillis()),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
