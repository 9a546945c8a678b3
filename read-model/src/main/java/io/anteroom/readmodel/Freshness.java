package io.anteroom.readmodel;

import java.time.Duration;
import java.util.Optional;

/**
 * Knows how far a mirror is behind its log at most: it was level with the log at the moment at
 * which the log ended where the mirror has come to since. Readers go by this, because a mirror that
 * is slow, stuck or gone looks just like a log in which nothing happens.
 */
final class Freshness {

  private long end;
  private long endKnownAt = System.nanoTime();
  private boolean reached;
  private Optional<Long> levelAt = Optional.empty();

  /** With where the log ends at this moment. */
  Freshness(long end) {
    this.end = end;
  }

  /**
   * A new end counts once the one before it is reached: a mirror that lags gets there too.
   *
   * @param asked when the log was asked for it, by {@link System#nanoTime}
   */
  void endsAt(long newEnd, long asked) {
    if (reached) {
      end = newEnd;
      endKnownAt = asked;
      reached = false;
    }
  }

  /** Says whether a position is at the end that was named last, or behind it. */
  boolean reaches(long position) {
    return position >= end;
  }

  /** How old the mirror is at most when it has come to a position; empty if nobody knows. */
  Optional<Duration> ageAt(long position) {
    if (reaches(position)) {
      reached = true;
      levelAt = Optional.of(endKnownAt);
    }
    return age();
  }

  /** How old the mirror is at most as things were when it was asked last. */
  Optional<Duration> age() {
    return levelAt.map(nanos -> Duration.ofNanos(System.nanoTime() - nanos));
  }
}
