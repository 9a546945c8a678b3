package io.anteroom.readmodel;

import io.anteroom.domain.span.QueueNumber;
import java.time.Instant;

/** Where a place stands in the line. */
public sealed interface Standing {

  /** No such place in this generation: it is of a former one, or was never taken. */
  record Unknown() implements Standing {}

  /** The log may hold the join, but it has no number yet. */
  record NotNumbered() implements Standing {}

  /**
   * It has its number.
   *
   * @param joinedAt when it joined, to within {@link io.anteroom.domain.span.Tally#MAX_SPAN_TIME}
   */
  record Numbered(QueueNumber number, Instant joinedAt) implements Standing {}
}
