package io.anteroom.readmodel;

import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.ServingHistory;
import io.anteroom.domain.room.Standing;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.SpanIndex;
import io.anteroom.domain.ticket.EventTag;
import io.anteroom.domain.ticket.Place;
import java.time.Instant;
import java.util.Optional;

/**
 * One room at one point of its history.
 *
 * @param room its counters and settings
 * @param spans the numbers of its generation; shared with later views of the same generation, so it
 *     may already hold numbers above {@code room.queueCounter()}: ask {@link #standing}
 * @param history when its serving counter reached which number; shared in the same way
 * @param tag its tag, ready for opening request ids
 */
public record RoomView(Room room, SpanIndex spans, ServingHistory history, EventTag tag) {

  /** Where a place without a token stands at this point of the history, by the room's own rule. */
  public Standing standing(Place place, Instant now) {
    Optional<NumberedSpan> span = spans.holding(place).filter(known -> isNumbered(known, place));
    return Standing.of(room, place, span, history::reached, now);
  }

  private boolean isNumbered(NumberedSpan span, Place place) {
    return span.numberOf(place).value() <= room.queueCounter();
  }
}
