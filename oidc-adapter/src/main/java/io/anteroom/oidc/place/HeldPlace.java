package io.anteroom.oidc.place;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A place in a line, as a browser holds it.
 *
 * @param room whose line it is
 * @param requestId which place
 * @param usedAt when somebody first came in by it, in whole seconds; empty as long as nobody did
 */
public record HeldPlace(EventId room, RequestId requestId, Optional<Instant> usedAt) {

  private static final String ROOM = "room";
  private static final String REQUEST_ID = "request_id";
  private static final String USED_AT = "used_at";

  /** A place by which nobody has come in yet. */
  public static HeldPlace unused(EventId room, RequestId requestId) {
    return new HeldPlace(room, requestId, Optional.empty());
  }

  /**
   * The same after somebody has come in by it; only the first time counts.
   *
   * @param at when that was
   */
  public HeldPlace usedAt(Instant at) {
    return usedAt.isPresent() ? this : new HeldPlace(room, requestId, Optional.of(at));
  }

  Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put(ROOM, room.value());
    claims.put(REQUEST_ID, requestId.toString());
    usedAt.ifPresent(at -> claims.put(USED_AT, at.getEpochSecond()));
    return claims;
  }

  /** Reads back what {@link #claims} wrote; empty if it is something else. */
  static Optional<HeldPlace> of(Map<String, Object> claims) {
    return claims.get(ROOM) instanceof String room
            && EventId.isValid(room)
            && claims.get(REQUEST_ID) instanceof String requestId
            && RequestId.isWellFormed(requestId)
        ? Optional.of(new HeldPlace(new EventId(room), RequestId.parse(requestId), usedAt(claims)))
        : Optional.empty();
  }

  private static Optional<Instant> usedAt(Map<String, Object> claims) {
    return Optional.ofNullable(claims.get(USED_AT))
        .filter(Number.class::isInstance)
        .map(Number.class::cast)
        .map(seconds -> Instant.ofEpochSecond(seconds.longValue()));
  }
}
