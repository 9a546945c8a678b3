package io.anteroom.inlets.message;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.inlets.room.PrivateCalls;
import io.anteroom.inlets.room.PrivateCalls.Closing;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * The sessions of one message on their way to being closed, several at a time, until all are asked
 * for or nobody can answer.
 */
final class Closings {

  private final PrivateCalls calls;
  private final EventId eventId;
  private final ExitMessage message;
  private final AtomicInteger next = new AtomicInteger();
  private final LongAdder completed = new LongAdder();
  private final LongAdder abandoned = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final AtomicReference<Optional<String>> obstacle =
      new AtomicReference<>(Optional.empty());

  Closings(PrivateCalls calls, EventId eventId, ExitMessage message) {
    this.calls = calls;
    this.eventId = eventId;
    this.message = message;
  }

  /**
   * Asks for all of them, and waits. An interrupt ends it early.
   *
   * @param permits one is held for each call that is under way
   * @param atOnce how many calls there are at a time, at most, for this message
   */
  void run(Semaphore permits, int atOnce) {
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < Math.min(atOnce, size()); i++) {
        workers.execute(() -> closeNext(permits));
      }
    }
  }

  private void closeNext(Semaphore permits) {
    try {
      for (int i = next.getAndIncrement(); i < size(); i = next.getAndIncrement()) {
        if (obstacle.get().isPresent()) {
          return;
        }
        permits.acquire();
        try {
          close(i);
        } finally {
          permits.release();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      obstructed("the service stops");
    } catch (RuntimeException e) {
      obstructed("a call failed with " + e.getClass().getSimpleName());
    }
  }

  private int size() {
    return message.completed().size() + message.abandoned().size();
  }

  private void close(int index) {
    List<RequestId> finished = message.completed();
    boolean hasFinished = index < finished.size();
    Closing closing =
        hasFinished
            ? calls.updateSession(eventId, finished.get(index), SessionStatus.COMPLETED)
            : calls.updateSession(
                eventId, message.abandoned().get(index - finished.size()), SessionStatus.ABANDONED);
    switch (closing) {
      case Closing.Closed _ -> (hasFinished ? completed : abandoned).increment();
      case Closing.UnknownOrSet _ -> unknown.increment();
      case Closing.NotNow(String why) -> obstructed(why);
    }
  }

  private void obstructed(String why) {
    obstacle.compareAndSet(Optional.empty(), Optional.of(why));
  }

  /** Why not all are asked for; empty if they are. */
  Optional<String> obstacle() {
    return obstacle.get();
  }

  /** Adds what came of them. */
  Tally onto(Tally tally) {
    return tally.withSessions(completed.sum(), abandoned.sum(), unknown.sum());
  }
}
