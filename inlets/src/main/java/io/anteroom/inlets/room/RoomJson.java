package io.anteroom.inlets.room;

import io.anteroom.domain.inlet.SiteSnapshot;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.room.ServingPoint;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.SessionStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The bodies of the private API, as far as an inlet needs them. */
final class RoomJson {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private RoomJson() {}

  /**
   * A room and its tokens.
   *
   * @throws RuntimeException if one is not what it should be
   */
  static SiteSnapshot snapshot(EventId eventId, String room, String activeTokens) {
    JsonNode fields = MAPPER.readTree(room);
    return new SiteSnapshot(
        eventId,
        new ServingPoint(number(fields, "serving_version")),
        number(fields, "token_counter"),
        number(fields, "expired_positions"),
        number(fields, "handed_on"),
        number(fields, "claimable_num"),
        number(MAPPER.readTree(activeTokens), "active_tokens"),
        fields.required("paused").booleanValue());
  }

  /**
   * Where the counter is after a move.
   *
   * @throws RuntimeException if the answer is not what it should be
   */
  static ServingCounter counter(String answer) {
    return new ServingCounter(number(MAPPER.readTree(answer), "serving_num"));
  }

  private static long number(JsonNode fields, String name) {
    return fields.required(name).longValue();
  }

  /** The same bytes for the same move: replicas that ask for one under the same key agree. */
  static String move(IncrementServingCounter move) {
    ObjectNode body =
        MAPPER
            .createObjectNode()
            .put("event_id", move.eventId().value())
            .put("increment_by", move.by())
            .put("cause", "inlet");
    move.from()
        .ifPresent(from ->
            body.put("handed_on", move.handedOn()).put("expected_serving_version", from.version()));
    return body.toString();
  }

  static String session(EventId eventId, RequestId requestId, SessionStatus status) {
    return MAPPER
        .createObjectNode()
        .put("event_id", eventId.value())
        .put("request_id", requestId.toString())
        .put("status", status.code())
        .toString();
  }
}
