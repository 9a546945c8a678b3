package io.anteroom.domain.room;

import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.Place;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a place that has no token stands in its room. The room decides by it, and every reader
 * answers by it.
 */
public sealed interface Standing {

  /** No such place in this generation: it is of a former one, or was never taken. */
  record Unknown() implements Standing {}

  /** The log may hold the join, but it has no number yet. */
  record NotNumbered() implements Standing {}

  /** A place with a number. */
  sealed interface Numbered extends Standing {
    /** Its number. */
    QueueNumber number();

    /** When it joined, to within {@link io.anteroom.domain.span.Tally#MAX_SPAN_TIME}. */
    Instant joinedAt();
  }

  /** The serving counter is below the number. */
  record Waiting(QueueNumber number, Instant joinedAt) implements Numbered {}

  /**
   * The number may have a token.
   *
   * @param until the first moment at which it is too late; empty if the room sets no limit
   */
  record Served(QueueNumber number, Instant joinedAt, Optional<Instant> until)
      implements Numbered {}

  /** The number was served, and nobody fetched its token in time. */
  record Expired(QueueNumber number, Instant joinedAt) implements Numbered {}

  /**
   * Where a place stands.
   *
   * @param room its room
   * @param span the span that holds the place; empty if it has no number
   * @param history when the serving counter first reached a number
   */
  static Standing of(
      Room room,
      Place place,
      Optional<NumberedSpan> span,
      Function<QueueNumber, Optional<Reached>> history,
      Instant now) {
    if (room.isFormer(place)) {
      return new Unknown();
    }
    if (span.isEmpty()) {
      return room.numberedTo().isPast(place) ? new Unknown() : new NotNumbered();
    }
    QueueNumber number = span.get().numberOf(place);
    Instant joinedAt = span.get().joinedAt();
    if (!room.servingCounter().serves(number)) {
      return new Waiting(number, joinedAt);
    }
    Optional<Instant> until =
        history
            .apply(number)
            .flatMap(line -> room.settings().positionExpiry().deadline(joinedAt, line.at()));
    boolean late = until.filter(end -> !now.isBefore(end)).isPresent();
    return late || room.expiry().judgedTo().isPast(place)
        ? new Expired(number, joinedAt)
        : new Served(number, joinedAt, until);
  }
}
