package io.anteroom.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The main class behind {@code ./anteroom up}: starts the whole stack and runs until stopped. */
public final class Anteroom {
  /** What a step of the start may take to end by itself, and then once it is broken off. */
  private static final Duration LAST_STEP = Duration.ofSeconds(2);

  private static final Duration BROKEN_OFF = Duration.ofSeconds(10);

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
    LocalStack stack = new LocalStack(settings, state, parts, progress);
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop(stack, parts, started, progress);
                  stopped.countDown();
                },
                "stop"));
    try {
      stack.start();
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

  private static void stop(
      LocalStack stack, Parts parts, CountDownLatch started, Progress progress) {
    progress.say("Anteroom is stopping ...");
    parts.close();
    if (!await(started, LAST_STEP)) {
      stack.giveUp();
      var _ = await(started, BROKEN_OFF);
    }
    progress.say("Anteroom has stopped.");
  }

  private static boolean await(CountDownLatch latch, Duration limit) {
    try {
      return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
