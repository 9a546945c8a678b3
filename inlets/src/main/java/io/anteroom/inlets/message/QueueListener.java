package io.anteroom.inlets.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.inlets.message.MessageQueue.AwayException;
import io.anteroom.inlets.running.Inlet;
import io.anteroom.inlets.running.Inlet.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages out of the queue of an inlet, until it is closed. A message is deleted when it
 * counts, or when it is none; otherwise it is left to come again. While the inlet holds, nothing is
 * taken out at all, so that nothing comes too often and is given up by the queue.
 */
final class QueueListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QueueListener.class);

  /** Handled side by side; each may have 1 MiB. */
  static final int AT_ONCE = 4;

  /** Two calls for each message, and the one that waits for more. */
  static final int MAX_CALLS = 2 * AT_ONCE + 1;

  /** How long a queue hides what this instance has taken, should it die with it. */
  private static final Duration HIDDEN = Duration.ofSeconds(30);

  /** How often it is told that somebody still works on it. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 5;

  /** How often an inlet that holds is looked at. */
  private static final Duration HELD = Duration.ofMillis(500);

  /** How long a stop waits for what is under way to notice. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final Inlet inlet;
  private final MessageQueue queue;
  private final MessageDesk desk;
  private final QueueOutage outage;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile long wellAtNanos = System.nanoTime();

  private QueueListener(Inlet inlet, MessageQueue queue, MessageDesk desk) {
    this.inlet = inlet;
    this.queue = queue;
    this.desk = desk;
    this.outage = new QueueOutage(name(), ThreadLocalRandom.current());
    this.thread = Thread.ofVirtual().name("queue-" + name()).unstarted(this::listen);
  }

  /**
   * Begins to listen.
   *
   * @param queue closed in the end
   */
  static QueueListener start(Inlet inlet, MessageQueue queue, MessageDesk desk) {
    QueueListener listener = new QueueListener(inlet, queue, desk);
    listener.thread.start();
    return listener;
  }

  String name() {
    return inlet.plan().name();
  }

  /** Says whether, within that time, it has read the queue, or has had something better to do. */
  boolean wasWellWithin(Duration time) {
    return System.nanoTime() - wellAtNanos < time.toNanos();
  }

  private void isWell() {
    wellAtNanos = System.nanoTime();
  }

  private void listen() {
    try {
      while (!stopped) {
        listenOnce();
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  /** Whatever goes wrong may go right the next time. */
  private void listenOnce() throws InterruptedException {
    try {
      if (inlet.readiness() instanceof Readiness.Holds) {
        isWell();
        Thread.sleep(HELD);
        return;
      }
      List<QueuedMessage> messages = queue.receive(AT_ONCE, HIDDEN);
      isWell();
      outage.isOver();
      handle(messages);
    } catch (RuntimeException e) {
      if (!stopped) {
        Thread.sleep(outage.goesOn(e.toString()));
      }
    }
  }

  private void handle(List<QueuedMessage> messages) throws InterruptedException {
    Set<QueuedMessage> open = ConcurrentHashMap.newKeySet();
    open.addAll(messages);
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      messages.forEach(message -> workers.execute(() -> handle(message, open)));
      workers.shutdown();
      awaitAll(workers, open);
    } catch (InterruptedException e) {
      // Nobody works on these any more, so that others need not wait for them.
      open.forEach(message -> hide(message, Duration.ZERO));
      throw e;
    }
  }

  private void awaitAll(ExecutorService workers, Set<QueuedMessage> open)
      throws InterruptedException {
    try {
      while (!workers.awaitTermination(SIGN_OF_LIFE.toMillis(), TimeUnit.MILLISECONDS)) {
        isWell();
        open.forEach(message -> hide(message, HIDDEN));
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      throw e;
    }
  }

  private void handle(QueuedMessage message, Set<QueuedMessage> open) {
    QueuedMessage.Content content = message.content();
    try {
      ExitMessage exits = desk.read(inlet, Way.QUEUE, content.json().getBytes(UTF_8));
      switch (desk.handle(inlet, Way.QUEUE, content.id(), exits)) {
        case Outcome.Done _ -> delete(message);
        case Outcome.NotNow(String why) -> {
          LOG.info("inlet {} leaves message {} in its queue: {}", name(), message.id(), why);
          if (stopped) {
            return;
          }
          hide(message, retryAfter(message.deliveries()));
        }
      }
    } catch (UnreadableMessageException e) {
      LOG.warn("inlet {} drops message {} of its queue: {}", name(), message.id(), e.getMessage());
      delete(message);
    } catch (RuntimeException e) {
      // It comes again when it is no longer hidden.
      LOG.error("inlet {} fails at message {} of its queue", name(), message.id(), e);
    }
    open.remove(message);
  }

  private static Duration retryAfter(int deliveries) {
    Duration doubled =
        FIRST_RETRY.multipliedBy(1L << Math.clamp(deliveries - 1L, 0, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
  }

  /** If that fails it comes again, and counts once all the same. */
  private void delete(QueuedMessage message) {
    try {
      queue.delete(message);
    } catch (AwayException e) {
      LOG.warn("inlet {} can't delete message {}: {}", name(), message.id(), e.getMessage());
    }
  }

  private void hide(QueuedMessage message, Duration hidden) {
    try {
      queue.hide(message, hidden);
    } catch (AwayException e) {
      LOG.debug("inlet {} can't hide message {}: {}", name(), message.id(), e.getMessage());
    }
  }

  /** Waits for what is under way to be broken off; that comes again. */
  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    try {
      if (!thread.join(STOP_TIMEOUT)) {
        LOG.warn("inlet {} still works on messages of its queue", name());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    queue.close();
  }
}
