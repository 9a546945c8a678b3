package io.anteroom.domain.room;

import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;

/**
 * What a room keeps in order to say how many may still come, and whose turns were passed on.
 *
 * @param point where serving stands
 * @param handedOn places of this generation that came free and were passed on to the next in line,
 *     by auto-increment or by an inlet; only grows
 * @param settledAbove numbers above the serving counter that have a token or expired: those that it
 *     moved back over; 0 while it stands where it never was before
 */
public record TurnAccount(ServingPoint point, long handedOn, long settledAbove) {

  /** The account of a new room. */
  public static final TurnAccount NONE = new TurnAccount(ServingPoint.START, 0, 0);

  /** The account of the next generation. */
  TurnAccount restarted(Sequence sequence) {
    return new TurnAccount(ServingPoint.after(sequence), 0, 0);
  }

  TurnAccount after(ServingCounterMoved event, Sequence sequence) {
    long passed = event.cause() == Cause.EXPIRY ? event.by() : 0;
    return new TurnAccount(ServingPoint.after(sequence), handedOn + passed, settledAbove);
  }

  TurnAccount withMoreHandedOn(long count) {
    return new TurnAccount(point, handedOn + count, settledAbove);
  }

  TurnAccount withSettledAbove(long count) {
    return new TurnAccount(point, handedOn, count);
  }
}
