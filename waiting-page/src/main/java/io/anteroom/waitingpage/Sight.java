package io.anteroom.waitingpage;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a place stood when somebody looked: what {@code queue_status} says of it.
 *
 * @param number empty while there is none
 * @param serving how far serving has come
 * @param ahead how many are served before this one; always there for who waits
 * @param toWait how long that takes; empty if nobody can say
 * @param expiresIn seconds that a served place is kept; empty if they are not counted
 * @param nextPoll when the line wants to be asked again
 */
public record Sight(
    State state,
    RoomState room,
    Optional<Long> number,
    long serving,
    Optional<Long> ahead,
    Optional<Wait> toWait,
    Optional<Long> expiresIn,
    Duration nextPoll) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Where the place stands. */
  public enum State {
    NUMBERING,
    WAITING,
    SERVED,
    EXPIRED
  }

  /** What its owner has made of the room. */
  public enum RoomState {
    OPEN,
    CLOSED,
    PAUSED
  }

  /** Between so many seconds and so many. */
  public record Wait(long low, long high) {}

  /**
   * @throws IllegalArgumentException if somebody waits, and nobody knows behind how many
   */
  public Sight {
    if (state == State.WAITING && ahead.isEmpty()) {
      throw new IllegalArgumentException("who waits, waits behind so many others");
    }
  }

  /**
   * Reads an answer of {@code GET /queue_status}.
   *
   * @param body of an answer with status 200
   * @return empty if that says something else
   */
  public static Optional<Sight> read(String body) {
    try {
      return Optional.of(of(JSON.readTree(body)));
    } catch (JacksonException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Sight of(JsonNode status) {
    return new Sight(
        State.valueOf(word(status.required("state"))),
        RoomState.valueOf(word(status.required("room_state"))),
        whole(status.path("queue_number")),
        status.required("serving_counter").longValue(),
        whole(status.path("ahead")),
        Optional.of(status.path("wait_seconds"))
            .filter(JsonNode::isObject)
            .map(wait ->
                new Wait(wait.required("low").longValue(), wait.required("high").longValue())),
        whole(status.path("expires_in")),
        Duration.ofMillis(status.required("next_poll_ms").longValue()));
  }

  private static String word(JsonNode name) {
    return name.asString("").toUpperCase(Locale.ROOT);
  }

  private static Optional<Long> whole(JsonNode number) {
    return number.isIntegralNumber() ? Optional.of(number.longValue()) : Optional.empty();
  }

  /** In the words of {@code queue_status}, for the scripts to begin with. */
  String json() {
    ObjectNode status =
        JSON.createObjectNode().put("state", word(state)).put("room_state", word(room));
    number.ifPresent(value -> status.put("queue_number", value));
    status.put("serving_counter", serving);
    ahead.ifPresent(value -> status.put("ahead", value));
    toWait.ifPresent(range ->
        status.putObject("wait_seconds").put("low", range.low()).put("high", range.high()));
    expiresIn.ifPresent(value -> status.put("expires_in", value));
    status.put("next_poll_ms", nextPoll.toMillis());
    return status.toString();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
