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

  /** So there are no more than its seconds; later ends are seen by the looks that come anyway. */
  private static final Duration FARTHEST = Duration.ofDays(1);

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
    Instant now = clock.instant();
    Duration wait = end.isBefore(now) ? Duration.ZERO : Duration.between(now, end);
    if (wait.compareTo(FARTHEST) > 0 || !scheduled.add(end)) {
      return;
    }
    var _ =
        timer.schedule(
            () -> {
              scheduled.remove(end);
              listener.run();
            },
            wait.plus(MARGIN).toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
