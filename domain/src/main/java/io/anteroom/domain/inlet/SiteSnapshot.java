package io.anteroom.domain.inlet;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.ServingPoint;
import io.anteroom.domain.ticket.EventId;
import java.util.Optional;

/**
 * What a room and its site looked like. It is read in two steps, first the room and then the active
 * tokens, so that who claims a token in between is counted twice and never not at all:
 *
 * <pre>
 *   max size = active tokens + claimable + capacity
 *              in the site     may come    may be let in
 * </pre>
 *
 * <p>A snapshot may be old. While serving stands at the same point, both the capacity and the
 * places that came back only grow, so what is decided on the snapshot still fits.
 *
 * @param eventId the room
 * @param point where serving stands
 * @param tokenCounter tokens made in this generation
 * @param expiredPositions positions that expired without a token in this generation
 * @param handedOn places that came free in this generation and were passed on, or will be without
 *     anybody's doing
 * @param claimable numbers that may still claim a token
 * @param activeTokens tokens that have not ended, with their sessions open; read after all others
 * @param paused whether the serving counter stands still
 */
public record SiteSnapshot(
    EventId eventId,
    ServingPoint point,
    long tokenCounter,
    long expiredPositions,
    long handedOn,
    long claimable,
    long activeTokens,
    boolean paused) {

  /**
   * Places whose people left, by completing, abandoning or running out of time, and that nobody got
   * since. Below 0 while places were handed on whose tokens have not ended.
   */
  public long cameBack() {
    return notHandedOn() - activeTokens;
  }

  /**
   * Places that have had their turn, since they have a token or expired, and that nobody got since;
   * also those of people who are still there.
   */
  public long notHandedOn() {
    return tokenCounter + expiredPositions - handedOn;
  }

  /** How many the site can take. */
  public long capacity(long maxSize) {
    long left = maxSize - activeTokens;
    return left <= claimable ? 0 : left - claimable;
  }

  /**
   * A move that holds only from here; empty if there is nobody to let in.
   *
   * @param handedOn how many of the places are those of people who left
   */
  Optional<IncrementServingCounter> letIn(long by, long handedOn) {
    return paused || by <= 0
        ? Optional.empty()
        : Optional.of(
            new IncrementServingCounter(
                eventId, by, Cause.INLET, Math.clamp(handedOn, 0, by), Optional.of(point)));
  }
}
