package io.anteroom.rehearsal.crowd;

import java.time.Duration;

/**
 * How often one visitor looks. It looks more seldom while it is far from its turn, judging by how
 * fast the counter has moved before its eyes, and never more seldom than at ten times the plan's
 * pause.
 */
final class Pace {

  private static final int LONGEST = 10;

  /** A thing that should come at once is looked for this much more often, at first. */
  private static final int EAGER = 5;

  private final long shortestNanos;
  private final long longestNanos;
  private long pauseNanos;
  private long firstCounter;
  private long firstNanos;

  private Pace(long shortestNanos, long longestNanos) {
    this.shortestNanos = shortestNanos;
    this.longestNanos = longestNanos;
    this.pauseNanos = shortestNanos;
  }

  /** For what takes as long as it takes. */
  static Pace patient(Duration poll) {
    return new Pace(poll.toNanos(), poll.toNanos() * LONGEST);
  }

  /** For what should come at once. */
  static Pace eager(Duration poll) {
    return new Pace(poll.toNanos() / EAGER, poll.toNanos() * LONGEST);
  }

  /** Half as long again as the last one. */
  Duration next() {
    Duration pause = Duration.ofNanos(pauseNanos);
    pauseNanos = Math.min(longestNanos, pauseNanos + pauseNanos / 2);
    return Asking.jittered(pause);
  }

  /** Half of the time that is left, as far as the visitor can tell. */
  Duration untilServed(long number, long counter, long nowNanos) {
    if (firstNanos == 0) {
      firstCounter = counter;
      firstNanos = nowNanos;
      return Asking.jittered(Duration.ofNanos(shortestNanos));
    }
    long moved = counter - firstCounter;
    if (moved <= 0) {
      return next();
    }
    long left = (long) ((double) (number - counter) / moved * (nowNanos - firstNanos) / 2);
    return Asking.jittered(Duration.ofNanos(Math.clamp(left, shortestNanos, longestNanos)));
  }
}
