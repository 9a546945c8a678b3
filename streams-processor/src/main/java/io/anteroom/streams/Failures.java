package io.anteroom.streams;

import io.anteroom.streams.sequence.BrokenRoomException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of an application whose thread has failed. A room that contradicts itself
 * stops it for good. Everything else may be the network or a broker: a new thread tries again,
 * after a wait that grows while it goes on failing.
 */
final class Failures implements StreamsUncaughtExceptionHandler {

  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** After so long without a failure, the next one counts as the first. */
  private static final Duration CALM = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final String application;
  private final CountDownLatch closing = new CountDownLatch(1);
  private Duration wait = FIRST_WAIT;
  private long lastFailureNanos;

  Failures(String application) {
    this.application = application;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    if (isFinal(failure)) {
      LOG.atError().setCause(failure).addKeyValue("app", application).log("numbering stops");
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    Duration now = nextWait(System.nanoTime());
    LOG.atWarn()
        .addKeyValue("app", application)
        .addKeyValue("wait_ms", now.toMillis())
        .addKeyValue("why", failure.toString())
        .log("a thread failed, another takes over");
    LOG.debug("the failure", failure);
    await(now);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private static boolean isFinal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BrokenRoomException || cause instanceof Error) {
        return true;
      }
    }
    return false;
  }

  synchronized Duration nextWait(long nanos) {
    boolean calm = nanos - lastFailureNanos > CALM.toNanos();
    lastFailureNanos = nanos;
    Duration now = calm ? FIRST_WAIT : wait;
    Duration twice = now.multipliedBy(2);
    wait = twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
    return now;
  }

  /** The thread that failed waits here, and is replaced when it is done. */
  private void await(Duration time) {
    try {
      var _ = closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends all waits, because the application closes. */
  void close() {
    closing.countDown();
  }
}
