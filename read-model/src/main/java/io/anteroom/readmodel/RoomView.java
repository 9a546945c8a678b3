package io.anteroom.readmodel;

import io.anteroom.domain.room.Room;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.span.SpanIndex;
import io.anteroom.domain.ticket.EventTag;
import io.anteroom.domain.ticket.Place;
import java.util.Optional;

/**
 * One room at one point of its history.
 *
 * @param room its counters and settings
 * @param spans the numbers of its generation; shared with later views of the same generation, so it
 *     may already hold numbers above {@code room.queueCounter()}: ask {@link #standing}
 * @param tag its tag, ready for opening request ids
 */
public record RoomView(Room room, SpanIndex spans, EventTag tag) {

  /** Where a place stands at this point of the history. */
  public Standing standing(Place place) {
    if (room.isFormer(place)) {
      return new Standing.Unknown();
    }
    Optional<NumberedSpan> span = spans.holding(place);
    if (span.isPresent()) {
      QueueNumber number = span.get().numberOf(place);
      if (number.value() <= room.queueCounter()) {
        return new Standing.Numbered(number, span.get().joinedAt());
      }
    }
    return room.numberedTo().isPast(place) ? new Standing.Unknown() : new Standing.NotNumbered();
  }
}
