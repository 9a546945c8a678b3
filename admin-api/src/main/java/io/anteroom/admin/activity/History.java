package io.anteroom.admin.activity;

import io.anteroom.domain.room.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The last hour of a room.
 *
 * @param generation the present one
 * @param began when it began; empty if that was before
 * @param from when the first step began
 * @param steps {@link #STEPS} of them, the oldest first; the last one is under way
 */
public record History(
    Generation generation, Optional<Instant> began, Instant from, List<Step> steps) {

  /** How long a step is. */
  public static final Duration STEP = Duration.ofSeconds(15);

  /** An hour of steps: as many points as a chart on a screen can show. */
  public static final int STEPS = 240;

  /**
   * One step.
   *
   * @param arrivals how many joined in it, of those who have numbers by now
   * @param lagMillis the longest time from joining to number of those who got one in it; empty if
   *     nobody did
   * @param admitted tokens made in it
   * @param atEnd where the counters of the generation stood at its end; empty if it had not begun
   */
  public record Step(
      long arrivals, OptionalLong lagMillis, long admitted, Optional<Levels> atEnd) {}

  static History of(Generation generation, Optional<Instant> began, Instant now, List<Step> steps) {
    Instant from = startOf(firstStep(now));
    return new History(generation, began.filter(time -> !time.isBefore(from)), from, steps);
  }

  /** The step that a moment is in, counted from 1970. */
  static long stepAt(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), STEP.toSeconds());
  }

  /** When a step begins. */
  static Instant startOf(long step) {
    return Instant.ofEpochSecond(step * STEP.toSeconds());
  }

  /** The step with which the last hour begins. */
  static long firstStep(Instant now) {
    return stepAt(now) - STEPS + 1;
  }

  /** When each step of the last hour ended; of the last one, which is under way, it is now. */
  public static List<Instant> endsAt(Instant now) {
    long first = firstStep(now);
    return Stream.concat(
            LongStream.range(first + 1, first + STEPS).mapToObj(History::startOf), Stream.of(now))
        .toList();
  }
}
