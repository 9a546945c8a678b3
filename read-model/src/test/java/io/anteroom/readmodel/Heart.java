package io.anteroom.readmodel;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says of a writer, again and again, that it is level with its log, as a running mirror does. */
final class Heart implements AutoCloseable {

  private static final Duration EVERY = Duration.ofMillis(100);

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /** Beats for a writer; who writes with it meanwhile holds its lock. */
  Heart(MirrorWriter writer) {
    var _ =
        clock.scheduleWithFixedDelay(
            () -> beat(writer), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void beat(MirrorWriter writer) {
    synchronized (writer) {
      try {
        writer.logEndsAt(writer.position());
        writer.write(List.of(), writer.position());
      } catch (ReadModelUnavailableException e) {
        // The next one may come through.
      }
    }
  }

  @Override
  public void close() {
    clock.close();
  }
}
