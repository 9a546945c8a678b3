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
 * @param use how somebody came in by it, or was about to; empty as long as nobody was
 */
public record HeldPlace(EventId room, RequestId requestId, Optional<Use> use) {

  private static final String ROOM = "room";
  private static final String REQUEST_ID = "request_id";
  private static final String USED_AT = "used_at";
  private static final String CODE = "code";
  private static final String CODE_END = "code_end";

  /**
   * Somebody was sent back to a site with a code. Whether the site took it is not said here.
   *
   * @param at when the tokens of the place were made, in whole seconds
   * @param code the id of the code
   * @param codeEnd when that is good no longer, in whole seconds
   */
  public record Use(Instant at, String code, Instant codeEnd) {}

  /** A place by which nobody has come in yet. */
  public static HeldPlace unused(EventId room, RequestId requestId) {
    return new HeldPlace(room, requestId, Optional.empty());
  }

  /** The same place, used like this. */
  public HeldPlace used(Use how) {
    return new HeldPlace(room, requestId, Optional.of(how));
  }

  Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put(ROOM, room.value());
    claims.put(REQUEST_ID, requestId.toString());
    use.ifPresent(how -> {
      claims.put(USED_AT, how.at().getEpochSecond());
      claims.put(CODE, how.code());
      claims.put(CODE_END, how.codeEnd().getEpochSecond());
    });
    return claims;
  }

  /** Reads back what {@link #claims} wrote; empty if it is something else. */
  static Optional<HeldPlace> of(Map<String, Object> claims) {
    return claims.get(ROOM) instanceof String room
            && EventId.isValid(room)
            && claims.get(REQUEST_ID) instanceof String requestId
            && RequestId.isWellFormed(requestId)
        ? Optional.of(new HeldPlace(new EventId(room), RequestId.parse(requestId), use(claims)))
        : Optional.empty();
  }

  private static Optional<Use> use(Map<String, Object> claims) {
    return claims.get(USED_AT) instanceof Number at
            && claims.get(CODE) instanceof String code
            && claims.get(CODE_END) instanceof Number end
        ? Optional.of(
            new Use(
                Instant.ofEpochSecond(at.longValue()),
                code,
                Instant.ofEpochSecond(end.longValue())))
        : Optional.empty();
  }
}
