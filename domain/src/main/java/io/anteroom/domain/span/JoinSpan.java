package io.anteroom.domain.span;

import io.anteroom.domain.ticket.EventId;
import java.time.Instant;

/**
 * Neighbouring joins of one room in one partition that have no numbers yet.
 *
 * @param eventId the room
 * @param range their offsets, without a gap
 * @param firstJoinedAt the earliest time at which the log took one of them
 * @param lastJoinedAt the latest; less than {@link Tally#MAX_SPAN_TIME} later
 */
public record JoinSpan(
    EventId eventId, OffsetRange range, Instant firstJoinedAt, Instant lastJoinedAt) {}
