package io.anteroom.streams.sequence;

import io.anteroom.domain.room.RecordedEvent;

/**
 * A room's decision does not follow on its own state. Going on would put a false history into the
 * log, and trying again would end the same way: numbering must stop until somebody has looked.
 */
public final class BrokenRoomException extends RuntimeException {

  private static final long serialVersionUID = 1;

  BrokenRoomException(RecordedEvent event, RuntimeException cause) {
    super(
        "room %s can't take its own event %s: %s"
            .formatted(event.eventId(), event.sequence(), cause.getMessage()),
        cause);
  }
}
