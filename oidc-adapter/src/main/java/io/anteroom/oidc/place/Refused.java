package io.anteroom.oidc.place;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the room's own word from that of whatever stands in front of it: a proxy that has lost its
 * way to the room says 404, too, for seconds, and to everybody.
 */
final class Refused {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** What Anteroom says where an address is wrong, that of another of its services for one. */
  private static final String NO_PATH = "no such path";

  private Refused() {}

  /** Says whether this body is what the room says when it refuses a call. */
  static boolean byTheRoom(String body) {
    try {
      JsonNode error = JSON.readTree(body).path("error");
      return error.isString() && !error.stringValue().equals(NO_PATH);
    } catch (JacksonException _) {
      return false;
    }
  }
}
