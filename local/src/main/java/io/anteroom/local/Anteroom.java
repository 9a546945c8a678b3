package io.anteroom.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The main class behind {@code ./anteroom up}: starts the whole stack and runs until stopped. */
public final class Anteroom {
  /** What a step of the start that cannot be broken off may still take. */
  private static final Duration LAST_STEP = Duration.ofSeconds(15);

  private Anteroom() {}

  /**
   * Starts the stack; ends with status 1 and one sentence on standard error if it can't.
   *
   * @param arguments see {@link UpOptions}
   */
  public static void main(String[] arguments) {
    try {
      UpOptions options = UpOptions.from(List.of(arguments));
      if (options.help()) {
        System.out.print(UpOptions.USAGE);
        return;
      }
      up(options, LocalSettings.from(System.getenv()));
    } catch (CannotStart e) {
      System.err.println("anteroom: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void up(UpOptions options, LocalSettings settings) {
    StateDirectory state = StateDirectory.open(settings.home());
    StateLock lock = StateLock.take(state, settings);
    Ports.requireFree(settings);
    Memory.ofThisMachine().warning().ifPresent(w -> System.err.println("anteroom: " + w));
    if (options.fresh()) {
      state.wipe();
    }
    // Only now: a second copy must not touch the log of the first.
    Logging.into(state.log());

    Progress progress = new Progress(System.out);
    Parts parts = new Parts();
    parts.add(Parts.Layer.LOCK, lock);
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop(parts, started, progress);
                  stopped.countDown();
                },
                "stop"));
    try {
      new LocalStack(settings, state, parts, progress).start();
    } catch (RuntimeException | Error e) {
      Failure failure = new Failure(e);
      failure.log();
      if (!parts.isStopping()) {
        throw new CannotStart(failure.sentence() + "; more is in " + state.log(), e);
      }
    } finally {
      started.countDown();
    }
    await(stopped);
  }

  private static void stop(Parts parts, CountDownLatch started, Progress progress) {
    progress.say("Anteroom is stopping ...");
    parts.close();
    try {
      if (!started.await(LAST_STEP.toSeconds(), TimeUnit.SECONDS)) {
        progress.say("a step of the start does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    progress.say("Anteroom has stopped.");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
