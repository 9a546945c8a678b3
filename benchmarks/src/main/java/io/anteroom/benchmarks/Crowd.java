package io.anteroom.benchmarks;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.eventlog.JoinLog;
import io.anteroom.eventlog.LogConnection;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** People who join the room of a running stack by way of its log, as fast as that takes them. */
final class Crowd {

  private static final int IN_FLIGHT = 10_000;
  private static final Duration STEP = Duration.ofMillis(100);

  /** Decisions of a room that was made, and nothing more. */
  private static final long MADE = 1;

  private final RunningStack stack;

  Crowd(RunningStack stack) {
    this.stack = stack;
  }

  /**
   * Makes sure that the room is as new.
   *
   * @throws IllegalStateException if somebody was there before
   */
  void requireNobody() {
    if (stack.waiting() > 0 || stack.decisions() > MADE) {
      throw new IllegalStateException("the room was used before: start with ./anteroom up --fresh");
    }
  }

  /**
   * Lets people join, and tells their places in any order, from any thread.
   *
   * @throws IllegalStateException if one of them was refused
   */
  void join(long people, Consumer<Place> places) {
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
                .whenComplete((place, failure) -> {
                  free.release();
                  if (failure == null) {
                    places.accept(place);
                  } else {
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

  /** Waits until so many have numbers. */
  void awaitNumbers(long people) {
    while (stack.waiting() < people) {
      LockSupport.parkNanos(STEP.toNanos());
    }
  }
}
