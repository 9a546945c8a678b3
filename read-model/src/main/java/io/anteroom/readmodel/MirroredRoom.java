package io.anteroom.readmodel;

import io.anteroom.domain.room.Reached;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.span.NumberedSpan;
import java.util.Optional;

/**
 * What a mirror remembers of a room that it has written.
 *
 * @param lastSpan the span with the highest numbers, which the next one may make longer
 * @param lastReached the last line of the serving history, which may grow in the same way
 */
record MirroredRoom(Room room, Optional<NumberedSpan> lastSpan, Optional<Reached> lastReached) {

  Sequence sequence() {
    return room.sequence();
  }
}
