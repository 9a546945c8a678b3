package io.anteroom.domain.room;

import io.anteroom.domain.span.QueueNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * Numbers that the serving counter reached for the first time, in one move or within one second.
 *
 * @param first the lowest of them
 * @param last the highest of them
 * @param at when it reached the highest; exact for the others to within a second
 */
public record Reached(QueueNumber first, QueueNumber last, Instant at) {

  /**
   * @throws IllegalArgumentException if the highest is below the lowest
   */
  public Reached {
    if (last.value() < first.value()) {
      throw new IllegalArgumentException("numbers " + first + " to " + last);
    }
  }

  /** Says whether a number is one of these. */
  public boolean holds(QueueNumber number) {
    return first.value() <= number.value() && number.value() <= last.value();
  }

  /**
   * Joins these numbers with those behind them, where both were reached in the same second: however
   * often a counter moves, its history grows by one line a second. Empty otherwise.
   */
  public Optional<Reached> mergedWith(Reached next) {
    boolean touches =
        next.first.value() - 1 == last.value() && at.getEpochSecond() == next.at.getEpochSecond();
    return touches ? Optional.of(new Reached(first, next.last, next.at)) : Optional.empty();
  }
}
