package io.anteroom.ingress.pace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Measures the pace of one serving counter from looks at it. Has no clock and no threads; not safe
 * for several.
 *
 * <p>What it keeps is when the counter came to which value, at most one line for each five seconds
 * of a quarter of an hour. A rate is measured from a move to a move, never from the edge of a
 * window, so a counter that moves once a minute has the same pace in every second of it:
 *
 * <pre>
 *   counter            window of a minute
 *     300 |              |      x - - - - now     from the first of the last four moves,
 *     200 |       x      |                        since the window alone holds but one
 *     100 |x             |
 * </pre>
 *
 * <p>Silence after the last move counts once it is longer than any pause between moves; when it is
 * three times as long the counter stands still and has no pace, and the move that ends it begins a
 * new measurement. A single move that is larger than all others of its window together, as when an
 * operator lets in a crowd by hand, is left out, with the time that led up to it. A counter that is
 * moved back is taken as if it had never gone farther.
 */
final class PaceMeasure {

  /** The stretches of time whose rates make the range. */
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));

  /** Moves within it are one. Finer is of no use to whoever looks once a second. */
  private static final long GRAIN = Duration.ofSeconds(5).toNanos();

  /** A window reaches over so many moves at least, however long they took. */
  private static final int LEAST_MOVES = 4;

  /** A rate over less than that says more about chance than about the counter. */
  private static final long LEAST_MEASURED = Duration.ofSeconds(20).toNanos();

  /** Among fewer steps than that, none stands out. */
  private static final int LEAST_STEPS_TO_JUDGE = 3;

  /** A counter that stands for less is never said to stand still. */
  private static final long LEAST_STILL = Duration.ofMinutes(1).toNanos();

  /** How many of its longest pauses a counter must stand for to stand still. */
  private static final int STILL_PAUSES = 3;

  /** How long the second move may take: as long as the longest period that an inlet can have. */
  private static final long LONGEST_PAUSE = Duration.ofMinutes(65).toNanos();

  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  /** The counter came to a value. */
  private record Move(long atNanos, long counter) {}

  private record Rate(double perSecond, long stepNanos) {}

  private final List<Move> moves = new ArrayList<>();
  private long counter;

  /** Nothing is measured yet; when the counter came to where it is, nobody saw. */
  PaceMeasure(long counter) {
    this.counter = counter;
  }

  /**
   * Takes in where the counter is.
   *
   * @param nowNanos see {@link System#nanoTime}; never before the look before
   */
  void see(long seen, long nowNanos) {
    if (seen < counter) {
      takeBack(seen);
    } else if (seen > counter) {
      take(new Move(nowNanos, seen));
    }
    counter = seen;
  }

  private void take(Move move) {
    if (!moves.isEmpty()) {
      if (standsStill(move.atNanos())) {
        moves.clear();
      } else if (grain(moves.getLast()) == grain(move)) {
        moves.removeLast();
      }
    }
    moves.add(move);
    long oldest = move.atNanos() - WINDOWS.getLast().toNanos();
    while (moves.size() > LEAST_MOVES && moves.getFirst().atNanos() - oldest < 0) {
      moves.removeFirst();
    }
  }

  private static long grain(Move move) {
    return Math.floorDiv(move.atNanos(), GRAIN);
  }

  private void takeBack(long to) {
    @Nullable Move passed = null;
    while (!moves.isEmpty() && moves.getLast().counter() >= to) {
      passed = moves.removeLast();
    }
    if (passed != null) {
      moves.add(new Move(passed.atNanos(), to));
    }
  }

  /** The pace; empty while it is not known, or the counter stands still. */
  Optional<Pace> pace(long nowNanos) {
    if (moves.size() < 2 || standsStill(nowNanos)) {
      return Optional.empty();
    }
    List<Rate> rates =
        WINDOWS.stream().map(window -> rate(window, nowNanos)).flatMap(Optional::stream).toList();
    if (rates.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Pace(
            rates.stream().mapToDouble(Rate::perSecond).min().orElseThrow(),
            rates.stream().mapToDouble(Rate::perSecond).max().orElseThrow(),
            Duration.ofNanos(rates.getFirst().stepNanos())));
  }

  private boolean standsStill(long nowNanos) {
    long limit =
        moves.size() < 2
            ? LONGEST_PAUSE
            : Math.max(LEAST_STILL, STILL_PAUSES * longestPause(moves));
    return nowNanos - moves.getLast().atNanos() > limit;
  }

  private static long longestPause(List<Move> moves) {
    long longest = 0;
    for (int i = 1; i < moves.size(); i++) {
      longest = Math.max(longest, moves.get(i).atNanos() - moves.get(i - 1).atNanos());
    }
    return longest;
  }

  private Optional<Rate> rate(Duration window, long nowNanos) {
    List<Move> within = within(window, nowNanos);
    long numbers = within.getLast().counter() - within.getFirst().counter();
    long nanos = within.getLast().atNanos() - within.getFirst().atNanos();
    int steps = within.size() - 1;
    int jump = largestStep(within);
    long jumped = within.get(jump).counter() - within.get(jump - 1).counter();
    if (steps >= LEAST_STEPS_TO_JUDGE && jumped > numbers - jumped) {
      numbers -= jumped;
      nanos -= within.get(jump).atNanos() - within.get(jump - 1).atNanos();
      steps--;
    }
    long step = nanos / steps;
    long silence = nowNanos - within.getLast().atNanos();
    nanos += Math.max(0, silence - longestPause(within));
    return nanos < LEAST_MEASURED
        ? Optional.empty()
        : Optional.of(new Rate(numbers / (nanos / SECOND), step));
  }

  private List<Move> within(Duration window, long nowNanos) {
    int from = moves.size() - Math.min(LEAST_MOVES, moves.size());
    while (from > 0 && nowNanos - moves.get(from - 1).atNanos() <= window.toNanos()) {
      from--;
    }
    return moves.subList(from, moves.size());
  }

  private static int largestStep(List<Move> moves) {
    int largest = 1;
    for (int i = 2; i < moves.size(); i++) {
      long step = moves.get(i).counter() - moves.get(i - 1).counter();
      if (step > moves.get(largest).counter() - moves.get(largest - 1).counter()) {
        largest = i;
      }
    }
    return largest;
  }

  /** How many lines are kept. */
  int size() {
    return moves.size();
  }
}
