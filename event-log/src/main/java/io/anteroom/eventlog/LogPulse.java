package io.anteroom.eventlog;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Knows whether the log answers: asks the leaders of all partitions of a topic every other second,
 * on a thread of its own, so that whoever wants to know need not wait.
 */
public final class LogPulse implements AutoCloseable {

  private static final Duration ASK_EVERY = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** One question that got lost is no outage: two in a row are. */
  private static final Duration GOOD_FOR = Duration.ofSeconds(6);

  private final TopicEnds ends;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("log-pulse").factory());
  private volatile long answeredAt = System.nanoTime() - 2 * GOOD_FOR.toNanos();

  /** Asks for the first time at once. */
  public LogPulse(LogConnection connection, String topic) {
    this.ends = new TopicEnds(connection, "log-pulse", topic, PATIENCE);
    var _ = clock.scheduleWithFixedDelay(this::ask, 0, ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void ask() {
    long asked = System.nanoTime();
    var _ =
        ends.read()
            .thenAccept(answer -> {
              if (!answer.isEmpty()) {
                answeredAt = asked;
              }
            });
  }

  /** Says whether every partition has answered a moment ago; never waits. */
  public boolean answers() {
    return System.nanoTime() - answeredAt <= GOOD_FOR.toNanos();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    ends.close();
  }
}
