package io.anteroom.ingress;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many joins one room takes here: after a quiet second a second's worth at once, and on from
 * there at its rate. Exact to a nanosecond per join.
 *
 * <p>A join costs the time that the rate gives it. {@code spentTo} is the moment up to which time
 * has been spent; what lies between it and now, at most a second of it, can be spent. So the whole
 * state is one number, changed by compare-and-set: joins never wait for each other.
 */
final class Allowance {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final long perSecond;
  private final int instances;
  private final long costNanos;
  private final long savedNanos;
  private final AtomicLong spentTo;

  private Allowance(long perSecond, int instances, long spentTo) {
    this.perSecond = perSecond;
    this.instances = instances;
    this.costNanos = Math.max(1, SECOND * instances / perSecond);
    this.savedNanos = Math.max(SECOND, costNanos);
    this.spentTo = new AtomicLong(spentTo);
  }

  /**
   * An allowance of which nothing is spent.
   *
   * @param perSecond what all instances take together, at least 1
   * @param instances how many share it evenly, at least 1
   */
  static Allowance of(long perSecond, int instances, long nowNanos) {
    Allowance fresh = new Allowance(perSecond, instances, nowNanos);
    fresh.spentTo.set(nowNanos - fresh.savedNanos);
    return fresh;
  }

  boolean is(long otherPerSecond, int otherInstances) {
    return perSecond == otherPerSecond && instances == otherInstances;
  }

  /** Another rate, in which what was spent stays spent. */
  Allowance changedTo(long otherPerSecond, int otherInstances) {
    return new Allowance(otherPerSecond, otherInstances, spentTo.get());
  }

  /**
   * Asks for one join.
   *
   * @return 0 if it is granted, else after how many nanoseconds it would be
   */
  long take(long nowNanos) {
    while (true) {
      long spent = spentTo.get();
      // By difference, since the clock may wrap.
      long from = nowNanos - spent > savedNanos ? nowNanos - savedNanos : spent;
      long missing = from + costNanos - nowNanos;
      if (missing > 0) {
        return missing;
      }
      if (spentTo.compareAndSet(spent, from + costNanos)) {
        return 0;
      }
    }
  }
}
