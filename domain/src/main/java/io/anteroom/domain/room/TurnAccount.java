package io.anteroom.domain.room;

/**
 * What a room keeps in order to say how many may still come, and whose turns were passed on.
 *
 * @param handedOn places of this generation that came free and were passed on to the next in line,
 *     by auto-increment or by an inlet; only grows
 * @param settledAbove numbers above the serving counter that have a token or expired: those that it
 *     moved back over; 0 while it stands where it never was before
 */
public record TurnAccount(long handedOn, long settledAbove) {

  /** The account of a generation that begins. */
  public static final TurnAccount NONE = new TurnAccount(0, 0);

  TurnAccount withMoreHandedOn(long count) {
    return new TurnAccount(handedOn + count, settledAbove);
  }

  TurnAccount withSettledAbove(long count) {
    return new TurnAccount(handedOn, count);
  }
}
