package io.anteroom.rehearsal.page;

import io.anteroom.rehearsal.origin.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the line stands for one page.
 *
 * @param nextLook when the server wants to be asked again
 */
record Sight(String state, Optional<Duration> nextLook) {

  private static final String WAITING = "waiting";
  private static final Set<String> STATES = Set.of("numbering", WAITING, "served", "expired");

  /** Empty where an answer makes no sense to a page. */
  static Optional<Sight> of(Answer answer) {
    JsonNode body = body(answer);
    String state = body.path("state").stringValue("");
    if (!STATES.contains(state) || (state.equals(WAITING) && !body.path("ahead").isNumber())) {
      return Optional.empty();
    }
    JsonNode next = body.path("next_poll_ms");
    return Optional.of(
        new Sight(
            state,
            next.isNumber() ? Optional.of(Duration.ofMillis(next.longValue())) : Optional.empty()));
  }

  /** Whether an error is said by the line, and not by something in front of it. */
  static boolean isOurError(Answer answer) {
    return body(answer).path("error").isString();
  }

  /** What is not JSON is as good as nothing. */
  static JsonNode body(Answer answer) {
    try {
      return JsonMapper.shared().readTree(answer.body());
    } catch (JacksonException _) {
      return JsonMapper.shared().missingNode();
    }
  }

  boolean isNumbered() {
    return !state.equals("numbering");
  }

  /** Nothing changes any more. */
  boolean isOver() {
    return state.equals("expired");
  }
}
