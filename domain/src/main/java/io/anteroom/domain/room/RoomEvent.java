package io.anteroom.domain.room;

import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenClaims;

/** What a room has decided. Events are facts: nothing is ever taken back. */
public sealed interface RoomEvent {

  /** Joins have their numbers. */
  record SpanNumbered(NumberedSpan span) implements RoomEvent {}

  /** The room was made or its settings were changed; these are all of them. */
  record RoomConfigured(RoomSettings settings) implements RoomEvent {}

  /** The serving counter is at another value. */
  record ServingCounterMoved(ServingCounter previous, ServingCounter current, Cause cause)
      implements RoomEvent {}

  /** A person may enter. */
  record TokenGenerated(Place place, TokenClaims claims) implements RoomEvent {}

  /** A session is over. */
  record SessionUpdated(Place place, RequestId requestId, SessionStatus status)
      implements RoomEvent {}

  /**
   * A new generation has begun: counters are at zero, former tickets and tokens unknown.
   *
   * @param starts the first offset of the new generation in each partition
   */
  record RoomReset(PartitionOffsets starts) implements RoomEvent {}
}
