package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.local.Observer.Seen;
import io.anteroom.rehearsal.origin.Request;
import java.util.Map;

/** Whoever drives the rooms of a stack. */
record Operator(Observer stack) {

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  void make(String room, String settings) {
    Seen seen = stack.signed(new Request("PUT", "/events/" + room, JSON, settings));
    assertThat(seen.status()).as(seen.body()).isEqualTo(201);
  }

  void letIn(String room, int people) {
    tell(
        "/increment_serving_counter",
        "{\"event_id\": \"%s\", \"increment_by\": %d}".formatted(room, people));
  }

  void reset(String room) {
    tell("/reset_initial_state", "{\"event_id\": \"%s\"}".formatted(room));
  }

  /** Says that a person has done what they came for. */
  void complete(String room, String place) {
    tell(
        "/update_session",
        "{\"event_id\": \"%s\", \"request_id\": \"%s\", \"status\": 1}".formatted(room, place));
  }

  private void tell(String path, String body) {
    Seen seen = stack.signed(Request.post(path, body));
    assertThat(seen.status()).as(seen.body()).isEqualTo(200);
  }
}
