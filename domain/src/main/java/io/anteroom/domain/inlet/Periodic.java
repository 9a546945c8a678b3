package io.anteroom.domain.inlet;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets in so many each period, however many are there.
 *
 * <p>Ticks are aligned to the epoch, so all replicas have the same ones, and what a tick lets in
 * depends on nothing else. Each is asked for under a key that is made of it, and counts once. One
 * that nobody asked for in time is lost.
 *
 * @param incrementBy how many each period, at least 1
 * @param every the period, in whole seconds, 1 s to {@link #MAX_PERIOD}
 * @param start the first moment at which a tick counts
 * @param end the first moment at which none does any more; empty for never
 * @param smooth whether they are let in second by second, and not all at once
 */
public record Periodic(
    long incrementBy, Duration every, Instant start, Optional<Instant> end, boolean smooth)
    implements InletStrategy {

  /** Longer periods are not periods but appointments. */
  public static final Duration MAX_PERIOD = Duration.ofHours(1);

  /** A tick is tried for so long at least, so that a slow second loses nothing. */
  private static final Duration MIN_TIME = Duration.ofSeconds(5);

  /** And for so long at most; a room remembers its answers for twice that time. */
  private static final Duration MAX_TIME = Duration.ofMinutes(5);

  private static final Duration SECOND = Duration.ofSeconds(1);

  /**
   * @throws IllegalArgumentException if a parameter is out of bounds, or the end not after the
   *     start
   */
  public Periodic {
    if (incrementBy < 1) {
      throw new IllegalArgumentException("increment_by must be at least 1, not " + incrementBy);
    }
    if (every.compareTo(SECOND) < 0
        || every.compareTo(MAX_PERIOD) > 0
        || !every.equals(Duration.ofSeconds(every.toSeconds()))) {
      throw new IllegalArgumentException(
          "every must be 1 to " + MAX_PERIOD.toSeconds() + " whole seconds, not " + every);
    }
    if (end.filter(last -> !last.isAfter(start)).isPresent()) {
      throw new IllegalArgumentException("end must be after start");
    }
  }

  /** The last tick that is due. */
  public Instant tickAt(Instant now) {
    long interval = interval().toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), interval) * interval);
  }

  /** The first tick that is not due yet. */
  public Instant nextTick(Instant now) {
    return tickAt(now).plus(interval());
  }

  /** The first moment at which it is too late for a tick. */
  public Instant lapseOf(Instant due) {
    return due.plus(time());
  }

  /** The first tick for which it is not too late yet. */
  public Instant firstInTime(Instant now) {
    return nextTick(now.minus(time()));
  }

  private Duration time() {
    Duration longEnough = interval().compareTo(MIN_TIME) > 0 ? interval() : MIN_TIME;
    return longEnough.compareTo(MAX_TIME) < 0 ? longEnough : MAX_TIME;
  }

  private Duration interval() {
    return smooth ? SECOND : every;
  }

  /** Whether a moment lies between start and end. */
  public boolean runsAt(Instant moment) {
    return !moment.isBefore(start) && end.filter(last -> !moment.isBefore(last)).isEmpty();
  }

  @Override
  public Optional<IncrementServingCounter> decide(SiteSnapshot site, Instant now, Signal signal) {
    return switch (signal) {
      case Signal.Tick(var due, var alarm) ->
          site.paused() || alarm.holds() || !runsAt(due) || !isInTime(due, now)
              ? Optional.empty()
              : turnsOf(due)
                  .map(by -> new IncrementServingCounter(site.eventId(), by, Cause.INLET));
      case Signal.Exits _, Signal.Look _ -> Optional.empty();
    };
  }

  private boolean isInTime(Instant due, Instant now) {
    return !now.isBefore(due) && now.isBefore(lapseOf(due));
  }

  /** What a tick lets in; of few people in many seconds, some get nobody. */
  private Optional<Long> turnsOf(Instant due) {
    long seconds = every.toSeconds();
    long second = Math.floorMod(due.getEpochSecond(), seconds);
    long turns = smooth ? turnsBefore(second + 1) - turnsBefore(second) : incrementBy;
    return Optional.of(turns).filter(by -> by > 0);
  }

  /**
   * What the first seconds of a period let in together, rounded down; in parts, or it overflows.
   */
  private long turnsBefore(long second) {
    long seconds = every.toSeconds();
    return incrementBy / seconds * second + incrementBy % seconds * second / seconds;
  }
}
