package io.anteroom.rehearsal.crowd;

import io.anteroom.rehearsal.origin.Answer;
import io.anteroom.rehearsal.origin.Connections;
import io.anteroom.rehearsal.origin.Request;
import io.anteroom.rehearsal.origin.UnansweredException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls that are made until there is a good answer: backs off where the server is busy or silent,
 * for as long as it asks for, and gives up when a step stays without a good answer for too long.
 */
public final class Asking {

  private static final Set<Integer> WORTH_A_RETRY = Set.of(429, 500, 502, 503, 504);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Nobody in the crowd waits longer than this because a server said so. */
  private static final Duration LONGEST_STAY_AWAY = Duration.ofMinutes(1);

  private static final int SERVER_ERROR = 500;
  private static final int QUOTED = 200;

  private final Connections connections;
  private final Measurements measurements;
  private final Duration patience;
  private final JsonMapper json = JsonMapper.shared();

  public Asking(Connections connections, Measurements measurements, Duration patience) {
    this.connections = connections;
    this.measurements = measurements;
    this.patience = patience;
  }

  Connections connections() {
    return connections;
  }

  /**
   * Asks until there is an answer that the step expects.
   *
   * @param request made anew for each try, since a signature ages
   * @param unclear told of each try after which nobody knows whether it has taken effect
   */
  Answer ask(Step step, Supplier<Request> request, Runnable unclear)
      throws InterruptedException, GaveUpException {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    Attempt attempt = attempt(step, request.get(), unclear);
    while (attempt.good().isEmpty()) {
      Duration wait = longer(attempt.stayAway(), jittered(pause));
      if (System.nanoTime() + wait.toNanos() > deadline) {
        throw new GaveUpException(
            "%s had no good answer for %d s, at last: %s"
                .formatted(step.path(), patience.toSeconds(), attempt.what()));
      }
      Thread.sleep(wait);
      measurements.retry(step);
      pause = Duration.ofNanos(Math.min(pause.toNanos() * 2, LONGEST_PAUSE.toNanos()));
      attempt = attempt(step, request.get(), unclear);
    }
    return attempt.good().get();
  }

  private record Attempt(Optional<Answer> good, String what, Duration stayAway) {}

  private Attempt attempt(Step step, Request request, Runnable unclear)
      throws InterruptedException, GaveUpException {
    Answer answer;
    try {
      answer = connections.send(request);
    } catch (UnansweredException e) {
      String what = String.valueOf(e.getMessage());
      measurements.error(step, what);
      if (e.sent()) {
        unclear.run();
      }
      return new Attempt(Optional.empty(), what, Duration.ZERO);
    }
    int status = answer.status();
    if (step.expects(status)) {
      return new Attempt(Optional.of(answer), "", Duration.ZERO);
    }
    measurements.error(step, Integer.toString(status));
    if (!WORTH_A_RETRY.contains(status)) {
      throw new GaveUpException(step.path() + " answered " + status + quote(answer));
    }
    if (status >= SERVER_ERROR) {
      unclear.run();
    }
    return new Attempt(Optional.empty(), "status " + status, stayAway(answer));
  }

  private static Duration stayAway(Answer answer) {
    Duration asked = answer.retryAfter().orElse(Duration.ZERO);
    return asked.compareTo(LONGEST_STAY_AWAY) <= 0 ? asked : LONGEST_STAY_AWAY;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** Between 0.8 and 1.2 times as long, so that a crowd does not come back in step. */
  static Duration jittered(Duration pause) {
    return Duration.ofNanos(
        (long) (pause.toNanos() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
  }

  private String quote(Answer answer) {
    try {
      JsonNode error = json.readTree(answer.body()).path("error");
      return error.isString() ? ": " + shorten(error.stringValue()) : "";
    } catch (JacksonException _) {
      return "";
    }
  }

  private static String shorten(String text) {
    return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...";
  }

  /** The JSON object of an answer. */
  JsonNode read(Step step, Answer answer) throws GaveUpException {
    try {
      return json.readTree(answer.body());
    } catch (JacksonException _) {
      throw unreadable(step);
    }
  }

  static String text(Step step, JsonNode object, String field) throws GaveUpException {
    JsonNode value = object.path(field);
    if (!value.isString()) {
      throw unreadable(step);
    }
    return value.stringValue();
  }

  static long number(Step step, JsonNode object, String field) throws GaveUpException {
    JsonNode value = object.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw unreadable(step);
    }
    return value.longValue();
  }

  private static GaveUpException unreadable(Step step) {
    return new GaveUpException(step.path() + " gave an answer that is not in the contract");
  }
}
