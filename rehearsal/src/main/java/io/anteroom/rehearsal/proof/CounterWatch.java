package io.anteroom.rehearsal.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What is known of the serving counter, and who got a token too early for it.
 *
 * <p>While nobody else moves the counter, it never exceeds what we have asked for so far: each move
 * is noted <em>before</em> it is sent. A token that arrives for a number above that was given
 * before its number was served. If others move the counter too, only the highest value that was
 * ever seen is a bound, and only at the end.
 */
public final class CounterWatch {

  /** Suspects kept until the end; where there are more, the first are bad enough. */
  private static final int MAX_SUSPECTS = 10_000;

  private final long start;
  private final boolean shared;
  private final Breaches breaches;

  /** Counter asked for -> when, by {@link System#nanoTime()}. */
  private final ConcurrentSkipListMap<Long, Long> moves = new ConcurrentSkipListMap<>();

  private final List<Early> suspects = new ArrayList<>();
  private long bound;

  private record Early(String visitor, long number, long bound) {
    Breach breach() {
      return new Breach(
          Check.NO_TOKEN_BEFORE_SERVED,
          "%s got a token for number %d when the counter was at most %d"
              .formatted(visitor, number, bound));
    }
  }

  /**
   * A watch that begins with the counter where it stands.
   *
   * @param shared whether others may move the counter
   */
  public CounterWatch(long counter, boolean shared, Breaches breaches) {
    this.start = counter;
    this.bound = counter;
    this.shared = shared;
    this.breaches = breaches;
  }

  /** Before the counter is asked to move to a value. */
  public synchronized void asking(long target, long nowNanos) {
    moves.putIfAbsent(target, nowNanos);
    bound = Math.max(bound, target);
  }

  /** After a move: where the counter was thought to be going, and where it is. */
  public synchronized void moved(long expected, long answered, long nowNanos) {
    if (shared) {
      seen(answered);
    } else if (answered != expected) {
      breaches.add(
          new Breach(
              Check.COUNTER_MOVES_AS_ASKED,
              "the serving counter is at %d and should be at %d".formatted(answered, expected)));
    }
    moves.putIfAbsent(answered, nowNanos);
  }

  /** A visitor was told the counter; that counts only where others move it too. */
  public synchronized void seen(long counter) {
    if (shared) {
      bound = Math.max(bound, counter);
    }
  }

  /** A token has arrived for a number. */
  public synchronized void token(String visitor, long number) {
    if (number <= bound) {
      return;
    }
    Early early = new Early(visitor, number, bound);
    if (!shared) {
      breaches.add(early.breach());
    } else if (suspects.size() < MAX_SUSPECTS) {
      suspects.add(early);
    }
  }

  /** No more tokens come: whoever is still above the bound was too early. */
  public synchronized void close() {
    suspects.stream()
        .filter(suspect -> suspect.number() > bound)
        .forEach(suspect -> breaches.add(suspect.breach()));
  }

  /** When the move that reached a number was asked for; empty if it was served from the start. */
  public Optional<Long> servedAtNanos(long number) {
    return number <= start
        ? Optional.empty()
        : Optional.ofNullable(moves.ceilingEntry(number)).map(Map.Entry::getValue);
  }
}
