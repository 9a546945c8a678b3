package io.anteroom.benchmarks;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.eventlog.JoinLog;
import io.anteroom.eventlog.LogConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Shows what a waiting person costs: lets people join the room of a running local stack, waits
 * until they are numbered, and prints what Redis, the state stores and the heap hold, at each of
 * several numbers of people.
 */
public final class Footprint {

  private static final long[] PEOPLE = {1_000, 1_000_000};
  private static final int IN_FLIGHT = 10_000;
  private static final Duration STEP = Duration.ofMillis(100);

  private final RunningStack stack;

  private Footprint(RunningStack stack) {
    this.stack = stack;
  }

  /**
   * Runs against the stack in {@code ANTEROOM_HOME}, or else {@code .anteroom}; takes no options.
   */
  public static void main(String[] args) {
    String home = System.getenv().getOrDefault("ANTEROOM_HOME", ".anteroom");
    try {
      new Footprint(new RunningStack(Path.of(home))).run();
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private void run() {
    long already = stack.waiting();
    if (already > 0) {
      throw new IllegalStateException(
          already + " people wait already: start with ./anteroom up --fresh");
    }
    System.out.printf(
        "%12s %8s %15s %15s %15s%n", "people", "spans", "Redis bytes", "store bytes", "heap bytes");
    long joined = 0;
    for (long people : PEOPLE) {
      join(people - joined);
      joined = people;
      awaitNumbers(people);
      System.out.printf(
          "%,12d %,8d %,15d %,15d %,15d%n",
          people, stack.spans(), stack.redisBytes(), stack.storeBytes(), stack.heapBytes());
    }
  }

  private void join(long people) {
    EventId room = new EventId(stack.room());
    Semaphore free = new Semaphore(IN_FLIGHT);
    AtomicLong refused = new AtomicLong();
    try (JoinLog log =
        new JoinLog(LogConnection.plain(stack.bootstrap()), new Topics(stack.topicPrefix()))) {
      while (!log.isReady()) {
        LockSupport.parkNanos(STEP.toNanos());
      }
      for (long i = 0; i < people; i++) {
        free.acquireUninterruptibly();
        var _ =
            log.append(room)
                .whenComplete((_, failure) -> {
                  free.release();
                  if (failure != null) {
                    refused.incrementAndGet();
                  }
                });
      }
      free.acquireUninterruptibly(IN_FLIGHT);
    }
    if (refused.get() > 0) {
      throw new IllegalStateException(refused + " joins were refused: the figures would be wrong");
    }
  }

  private void awaitNumbers(long people) {
    while (stack.waiting() < people) {
      LockSupport.parkNanos(STEP.toNanos());
    }
  }
}
