package io.anteroom.domain.room;

import io.anteroom.domain.ticket.EventId;
import java.time.Instant;

/**
 * An event as the log keeps it.
 *
 * @param eventId the room
 * @param generation its generation; for a reset, the one that begins
 * @param sequence its place in the history of the room
 * @param decidedAt when the room decided, in whole milliseconds; never runs back within a room
 * @param event what was decided
 */
public record RecordedEvent(
    EventId eventId,
    Generation generation,
    Sequence sequence,
    Instant decidedAt,
    RoomEvent event) {}
