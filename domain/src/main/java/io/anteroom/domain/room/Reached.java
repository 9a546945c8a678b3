package io.anteroom.domain.room;

import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.span.QueueNumber;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

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

  /**
   * The line of the history for a move of the counter to where it never was; it goes on from the
   * last line where both are of one second. Empty for a move to anywhere else.
   *
   * @param highest the highest value of the counter before the move
   * @param lastLine finds the line of that value
   */
  public static Optional<Reached> by(
      ServingCounterMoved move,
      Instant at,
      ServingCounter highest,
      Function<QueueNumber, Optional<Reached>> lastLine) {
    if (move.current().value() <= highest.value()) {
      return Optional.empty();
    }
    Reached fresh =
        new Reached(
            new QueueNumber(highest.value() + 1), new QueueNumber(move.current().value()), at);
    Optional<Reached> last =
        highest.value() == 0 ? Optional.empty() : lastLine.apply(new QueueNumber(highest.value()));
    return Optional.of(last.flatMap(line -> line.mergedWith(fresh)).orElse(fresh));
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
