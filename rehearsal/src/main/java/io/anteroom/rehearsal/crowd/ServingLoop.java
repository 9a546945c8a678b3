package io.anteroom.rehearsal.crowd;

import java.time.Duration;

/**
 * Moves the serving counter at a steady pace, as far as there is somebody to serve. Fractions of a
 * place are carried over; time in which nobody waits is not saved up.
 */
final class ServingLoop {

  private static final Duration TICK = Duration.ofMillis(200);
  private static final double NANOS_PER_SECOND = 1e9;

  private final Scene scene;
  private long counter;
  private double allowance;

  /**
   * A loop at rest.
   *
   * @param counter where the serving counter stands
   */
  ServingLoop(Scene scene, long counter) {
    this.scene = scene;
    this.counter = counter;
  }

  /** Until it is interrupted, or a move is refused. */
  void run() throws InterruptedException, GaveUpException {
    long last = System.nanoTime();
    while (true) {
      Thread.sleep(TICK);
      long now = System.nanoTime();
      allowance += scene.plan().servedPerSecond() * ((now - last) / NANOS_PER_SECOND);
      last = now;
      long wanted = Math.max(0, scene.sightings().highestNumber() - counter);
      long by = Math.min(wanted, (long) allowance);
      if (by > 0) {
        move(by);
      }
      allowance = by == wanted ? Math.min(allowance - by, 1) : allowance - by;
    }
  }

  private void move(long by) throws InterruptedException, GaveUpException {
    long target = counter + by;
    scene.counter().asking(target, System.nanoTime());
    counter = scene.site().increment(by);
    scene.counter().moved(target, counter, System.nanoTime());
    scene.measurements().moves.increment();
  }
}
