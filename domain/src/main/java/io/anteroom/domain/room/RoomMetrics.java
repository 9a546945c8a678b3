package io.anteroom.domain.room;

/**
 * The figures of a room at one moment; all but the serving number count what happened in this
 * generation.
 *
 * @param activeTokens tokens that have not ended, of sessions that are open
 * @param totalTokens tokens made
 * @param queueCounter the highest number given out
 * @param servingCounter the highest number that may have a token
 * @param completedSessions sessions completed
 * @param abandonedSessions sessions abandoned
 * @param expiredPositions positions that expired without a token
 * @param waiting numbers without a token that have not expired
 */
public record RoomMetrics(
    long activeTokens,
    long totalTokens,
    long queueCounter,
    ServingCounter servingCounter,
    long completedSessions,
    long abandonedSessions,
    long expiredPositions,
    long waiting) {

  /** The figures of a room with so many active tokens. */
  static RoomMetrics of(Room room, long activeTokens) {
    return new RoomMetrics(
        activeTokens,
        room.tokenCounter(),
        room.queueCounter(),
        room.servingCounter(),
        room.completedSessions(),
        room.abandonedSessions(),
        room.expiry().expired(),
        room.waiting());
  }
}
