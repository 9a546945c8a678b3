package io.anteroom.rehearsal.crowd;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Many visitors at once. The first one joins alone, so that it is known where the numbers of the
 * run begin; the others arrive at the plan's pace whether the server keeps up or not (an open
 * loop).
 *
 * <p>Each visitor is a virtual thread: the steps read as they happen, and one that waits costs
 * about a kilobyte.
 */
public final class Crowd implements AutoCloseable {

  private final Scene scene;
  private final ServingLoop serving;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch underWay;
  private final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
  private volatile long startNanos = System.nanoTime();

  /**
   * A crowd that has not begun to arrive.
   *
   * @param counter where the serving counter stands
   */
  public Crowd(Scene scene, long counter) {
    this.scene = scene;
    this.serving = new ServingLoop(scene, counter);
    this.underWay = new CountDownLatch(scene.plan().visitors());
  }

  /** Lets the visitors come. */
  public void start() {
    threads.execute(this::arrive);
    threads.execute(this::serve);
  }

  private void arrive() {
    try {
      Visitor first = new Visitor(scene, 0, System.nanoTime());
      if (!first.takePlace()) {
        stop("the first visitor did not get a number, so the others stayed away");
        return;
      }
      depart(first::useTurn);
      long start = System.nanoTime();
      startNanos = start;
      for (int visitor = 1; visitor < scene.plan().visitors(); visitor++) {
        long intended = start + scene.plan().arrivalNanos(visitor);
        sleepUntil(intended);
        depart(new Visitor(scene, visitor, intended)::goThrough);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    long left = nanos - System.nanoTime();
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }

  private void depart(Runnable way) {
    threads.execute(() -> {
      way.run();
      underWay.countDown();
    });
  }

  private void serve() {
    try {
      serving.run();
    } catch (GaveUpException e) {
      stop("the serving counter can't be moved: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the run before everybody is through, and says why; the first reason counts. */
  public void stop(String why) {
    trouble.compareAndSet(Optional.empty(), Optional.of(why));
  }

  /** Why the run has to end before everybody is through. */
  public Optional<String> trouble() {
    return trouble.get();
  }

  /** Waits for a while; says whether everybody is through. */
  public boolean isThroughWithin(Duration time) throws InterruptedException {
    return underWay.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** When the crowd began to arrive, after the first visitor had its number. */
  public long startNanos() {
    return startNanos;
  }

  /** Sends everybody home who is still there. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
