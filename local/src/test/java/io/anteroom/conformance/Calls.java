package io.anteroom.conformance;

import static io.anteroom.conformance.JudgedStack.INLET;

import io.anteroom.testkit.SnsMessages;
import java.util.stream.Stream;

/** The calls of the contract, as somebody makes them who means well. */
final class Calls {

  private Calls() {}

  static Call join(String room) {
    return Call.post("/assign_queue_num", event(room));
  }

  static Call claim(String room, String requestId) {
    return Call.post("/generate_token", place(room, requestId));
  }

  static Call increment(String room, String by) {
    return Call.post(
        "/increment_serving_counter",
        "{\"event_id\":\"%s\",\"increment_by\":%s}".formatted(room, by));
  }

  static Call updateSession(String room, String requestId, int status) {
    return Call.post(
        "/update_session",
        "{\"event_id\":\"%s\",\"request_id\":\"%s\",\"status\":%d}"
            .formatted(room, requestId, status));
  }

  static Call reset(String room) {
    return Call.post("/reset_initial_state", event(room));
  }

  static Call tellInlet(String inlet, String message) {
    return Call.post("/inlet_messages/" + inlet, message);
  }

  static Call notifyInlet(String inlet, String notification) {
    return Call.post("/inlet_notifications/" + inlet, notification)
        .with("Content-Type", "text/plain; charset=UTF-8")
        .with("x-amz-sns-topic-arn", SnsMessages.TOPIC);
  }

  static Call putInlet(String inlet, String position) {
    return Call.of("PUT", "/inlets/" + inlet, position);
  }

  static Call putRoom(String room, String settings) {
    return Call.of("PUT", "/events/" + room, settings);
  }

  static Call retireRoom(String room) {
    return Call.of("DELETE", "/events/" + room, "");
  }

  static Call ask(String path, String room) {
    return Call.get(path + "?event_id=" + room);
  }

  static Call ask(String path, String room, String requestId) {
    return Call.get("%s?event_id=%s&request_id=%s".formatted(path, room, requestId));
  }

  private static String event(String room) {
    return "{\"event_id\":\"" + room + "\"}";
  }

  private static String place(String room, String requestId) {
    return "{\"event_id\":\"%s\",\"request_id\":\"%s\"}".formatted(room, requestId);
  }

  /**
   * A call of each operation of a document.
   *
   * @param notification of the topic of an inlet
   */
  static Stream<Call> ofEveryOperation(
      Contract contract, String room, String requestId, String notification) {
    return contract.operations().stream()
        .map(operation -> of(operation, room, requestId, notification));
  }

  private static Call of(Operation operation, String room, String requestId, String notification) {
    return switch (operation.name()) {
      case "POST /assign_queue_num" -> join(room);
      case "POST /generate_token" -> claim(room, requestId);
      case "POST /increment_serving_counter" -> increment(room, "1");
      case "POST /update_session" -> updateSession(room, requestId, 1);
      case "POST /reset_initial_state" -> reset(room);
      case "POST /inlet_messages/{inlet}" -> tellInlet(INLET, "{}");
      case "POST /inlet_notifications/{inlet}" -> notifyInlet(INLET, notification);
      case "OPTIONS /inlet_notifications/{inlet}" ->
          Call.of("OPTIONS", "/inlet_notifications/" + INLET, "");
      case "GET /inlets/{inlet}" -> Call.get("/inlets/" + INLET);
      case "PUT /inlets/{inlet}" -> putInlet(INLET, "{\"paused\":false}");
      case "PUT /events/{event_id}" -> putRoom(room, "{}");
      case "DELETE /events/{event_id}" -> retireRoom(room);
      case "GET /events/{event_id}" -> Call.get("/events/" + room);
      default -> Call.of(operation.method(), ask(operation.path(), room, requestId).target(), "");
    };
  }
}
