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
      implements RoomEvent {

    /** By how many places, negative where it moved back. */
    public long by() {
      return current.value() - previous.value();
    }
  }

  /**
   * Places that came free pass on to the next in line, by the move of the counter that follows.
   *
   * @param count how many, at least 1
   */
  record PlacesHandedOn(long count) implements RoomEvent {}

  /**
   * The counter moves over numbers that it has served before; this stands before the move where it
   * goes back, and behind it where it goes forward.
   *
   * @param above how many numbers above its new value have a token or expired
   */
  record SettledPlacesCounted(long above) implements RoomEvent {}

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

  /**
   * Served positions were looked at whose time was up.
   *
   * @param count those that had no token, and expired; 0 if all of them had
   * @param judgedTo behind the last of them, for each partition that was looked at
   */
  record PositionsExpired(long count, PartitionOffsets judgedTo) implements RoomEvent {}

  /** The figures of the room, once a minute where they are asked for. */
  record MetricsReported(RoomMetrics metrics) implements RoomEvent {}

  /**
   * The room is gone: everything in it is unknown from now on. Joins that were on their way may
   * still be numbered in it. It can be made again, as the next generation.
   */
  record RoomRetired() implements RoomEvent {}
}
