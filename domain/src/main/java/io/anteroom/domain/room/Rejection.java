package io.anteroom.domain.room;

import io.anteroom.domain.span.QueueNumber;

/** Why a room does not do what it was asked. Nothing has changed then. */
public sealed interface Rejection {

  /** There is no such room. */
  record UnknownRoom() implements Rejection {}

  /** No such place in this generation. */
  record UnknownRequest() implements Rejection {}

  /** The join is in the log, but has no number yet. */
  record NotNumberedYet() implements Rejection {}

  /** The serving counter has not reached the number. */
  record NotServedYet(QueueNumber number, ServingCounter servingCounter) implements Rejection {}

  /** The session of this place is over, so it gets no token any more. */
  record SessionClosed() implements Rejection {}

  /** The place has no token, so there is no session to update. */
  record NoToken() implements Rejection {}

  /** The session was completed or abandoned before. */
  record SessionAlreadySet() implements Rejection {}

  /** The serving counter would leave 0 to 2^63-1. */
  record CounterOutOfRange(ServingCounter servingCounter, long by) implements Rejection {}

  /** Every join of the span has its number, or belongs to a former generation. */
  record SpanAlreadyNumbered() implements Rejection {}

  /** The number was served, but nobody asked for its token in time. */
  record PositionExpired() implements Rejection {}

  /** Serving stands elsewhere than where the caller saw it, so the move may not fit any more. */
  record ServingMoved(ServingPoint now) implements Rejection {}

  /** The room is paused, so its serving counter stands still. */
  record RoomPaused() implements Rejection {}

  /**
   * Positions that are due by the present settings are not counted yet; the change has to wait for
   * some ticks, or it would bring people back who were told that they expired.
   */
  record StillCounting() implements Rejection {}

  /** The idempotency key came with another command before. */
  record IdempotencyKeyReused() implements Rejection {}
}
