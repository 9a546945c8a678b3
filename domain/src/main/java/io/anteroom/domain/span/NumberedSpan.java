package io.anteroom.domain.span;

import io.anteroom.domain.ticket.Place;
import java.time.Instant;
import java.util.Optional;

/**
 * Neighbouring joins and the block of numbers they were given: the join at {@code range.from() + i}
 * has the number {@code firstNumber + i}.
 *
 * @param range their offsets
 * @param firstNumber number of the first of them
 * @param joinedAt when the last of them joined; exact for the others to within {@link
 *     Tally#MAX_SPAN_TIME}
 */
public record NumberedSpan(OffsetRange range, QueueNumber firstNumber, Instant joinedAt) {

  /** The number of the last join. */
  public QueueNumber lastNumber() {
    return new QueueNumber(firstNumber.value() + range.length() - 1);
  }

  /**
   * The number of one join.
   *
   * @throws IllegalArgumentException if the place is not in this span
   */
  public QueueNumber numberOf(Place place) {
    if (!range.holds(place)) {
      throw new IllegalArgumentException(place + " is not in " + range);
    }
    return new QueueNumber(firstNumber.value() + place.offset() - range.from());
  }

  /**
   * Joins this span with the one behind it, where offsets and numbers both go on without a gap and
   * both joined in the same second; empty otherwise. The second is the unit of {@code entry_time},
   * so nothing that a client can see is lost. The later time is kept, also where the log's clock
   * ran back, so that nobody's time runs out early.
   */
  public Optional<NumberedSpan> mergedWith(NumberedSpan next) {
    boolean touches =
        range.partition() == next.range.partition()
            && range.to() + 1 == next.range.from()
            && lastNumber().value() + 1 == next.firstNumber.value()
            && joinedAt.getEpochSecond() == next.joinedAt.getEpochSecond();
    return touches
        ? Optional.of(
            new NumberedSpan(
                new OffsetRange(range.partition(), range.from(), next.range.to()),
                firstNumber,
                joinedAt.isAfter(next.joinedAt) ? joinedAt : next.joinedAt))
        : Optional.empty();
  }
}
