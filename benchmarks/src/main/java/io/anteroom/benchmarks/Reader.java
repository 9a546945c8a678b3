package io.anteroom.benchmarks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Somebody who asks a running stack again and again, and adds up the time without an answer. */
final class Reader {

  private static final Duration STEP = Duration.ofMillis(10);

  private final RunningStack stack;
  private final CompletableFuture<Duration> refusedFor;
  private volatile boolean stopping;

  /** Starts to ask. */
  Reader(RunningStack stack) {
    this.stack = stack;
    this.refusedFor = CompletableFuture.supplyAsync(this::ask);
  }

  private Duration ask() {
    Duration refused = Duration.ZERO;
    long asked = System.nanoTime();
    boolean answered = true;
    while (!(stopping && answered)) {
      answered = stack.answers();
      long now = System.nanoTime();
      refused = answered ? refused : refused.plusNanos(now - asked);
      asked = now;
      LockSupport.parkNanos(STEP.toNanos());
    }
    return refused;
  }

  /** Waits for the next answer and tells for how long there was none in all. */
  Duration stop() {
    stopping = true;
    return refusedFor.join();
  }
}
