package io.anteroom.admin.activity;

import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomEvent;
import io.anteroom.domain.room.RoomEvent.MetricsReported;
import io.anteroom.domain.room.RoomEvent.PlacesHandedOn;
import io.anteroom.domain.room.RoomEvent.PositionsExpired;
import io.anteroom.domain.room.RoomEvent.RoomConfigured;
import io.anteroom.domain.room.RoomEvent.RoomReset;
import io.anteroom.domain.room.RoomEvent.RoomRetired;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.room.RoomEvent.SessionUpdated;
import io.anteroom.domain.room.RoomEvent.SettledPlacesCounted;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.room.RoomEvent.TokenGenerated;

/**
 * The counters of a generation at one point of its history, or how far they are from another point.
 *
 * @param numbered numbers given out
 * @param serving the serving counter
 * @param tokens tokens made
 * @param expired positions that expired without a token
 * @param closed sessions completed or abandoned
 */
public record Levels(long numbered, long serving, long tokens, long expired, long closed) {

  static final Levels ZERO = new Levels(0, 0, 0, 0, 0);

  static Levels of(Room room) {
    return new Levels(
        room.queueCounter(),
        room.servingCounter().value(),
        room.tokenCounter(),
        room.expiry().expired(),
        room.completedSessions() + room.abandonedSessions());
  }

  /** What an event changes; a reset makes everything new, and is no change. */
  static Levels changedBy(RoomEvent event) {
    return switch (event) {
      case SpanNumbered(var span) -> new Levels(span.range().length(), 0, 0, 0, 0);
      case ServingCounterMoved moved -> new Levels(0, moved.by(), 0, 0, 0);
      case TokenGenerated _ -> new Levels(0, 0, 1, 0, 0);
      case PositionsExpired(var count, _) -> new Levels(0, 0, 0, count, 0);
      case SessionUpdated _ -> new Levels(0, 0, 0, 0, 1);
      case RoomConfigured _,
          PlacesHandedOn _,
          SettledPlacesCounted _,
          RoomReset _,
          RoomRetired _,
          MetricsReported _ ->
          ZERO;
    };
  }

  /** Numbered places that had no token yet and had not expired. */
  public long waiting() {
    return numbered - tokens - expired;
  }

  Levels plus(Levels other) {
    return new Levels(
        numbered + other.numbered,
        serving + other.serving,
        tokens + other.tokens,
        expired + other.expired,
        closed + other.closed);
  }

  Levels minus(Levels other) {
    return new Levels(
        numbered - other.numbered,
        serving - other.serving,
        tokens - other.tokens,
        expired - other.expired,
        closed - other.closed);
  }
}
