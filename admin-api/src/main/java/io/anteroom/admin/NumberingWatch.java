package io.anteroom.admin;

import io.anteroom.eventlog.JoinLogEnds;
import io.anteroom.readmodel.RoomViews;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the log every other second where the joins end, and looks how far rooms have numbered. */
final class NumberingWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(NumberingWatch.class);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  private final JoinLogEnds ends;
  private final RoomViews views;
  private final NumberedUntil numbered = new NumberedUntil(InstantSource.system());
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("numbering-watch").daemon().factory());

  NumberingWatch(JoinLogEnds ends, RoomViews views) {
    this.ends = ends;
    this.views = views;
  }

  /** Begins; returns at once. */
  void start() {
    var _ =
        clock.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      views
          .numberedTo()
          .ifPresentOrElse(
              to -> numbered.look(to, () -> ends.read().toCompletableFuture().join()),
              numbered::forget);
    } catch (RuntimeException e) {
      // Thrown on, it would stop the clock for ever.
      log.debug("how far numbering has come is not known", e);
      numbered.forget();
    }
  }

  NumberedUntil numbered() {
    return numbered;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
