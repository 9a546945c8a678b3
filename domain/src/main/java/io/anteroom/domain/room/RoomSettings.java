package io.anteroom.domain.room;

import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.ValidityPeriod;

/**
 * What the owner of a room can set. A change counts from then on and never rewrites what was.
 *
 * @param validityPeriod how long a token is good
 * @param issuer who issues the tokens
 * @param positionExpiry how long the token of a served number can be fetched
 * @param autoIncrement whether the serving counter moves on by the positions that expire
 * @param metrics whether the room reports its metrics each minute
 * @param joinLimit how many joins it takes in a second
 * @param paused whether the serving counter stands still; joins go on
 * @param closed whether it takes no more joins; whoever is in the line is served
 */
public record RoomSettings(
    ValidityPeriod validityPeriod,
    Issuer issuer,
    PositionExpiry positionExpiry,
    boolean autoIncrement,
    boolean metrics,
    JoinLimit joinLimit,
    boolean paused,
    boolean closed) {

  /** The settings of a room whose owner has set nothing. */
  public static RoomSettings defaults(Issuer issuer) {
    return new RoomSettings(
        ValidityPeriod.DEFAULT,
        issuer,
        PositionExpiry.DEFAULT,
        false,
        false,
        JoinLimit.NONE,
        false,
        false);
  }
}
