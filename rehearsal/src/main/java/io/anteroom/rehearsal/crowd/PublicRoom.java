package io.anteroom.rehearsal.crowd;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.rehearsal.origin.Answer;
import io.anteroom.rehearsal.origin.Request;
import io.anteroom.rehearsal.proof.Tokens;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One waiting room as a visitor can use it. */
public final class PublicRoom {

  private static final int YES = 200;

  private final EventId eventId;
  private final Asking asking;
  private final Asking askingForTokens;

  /**
   * A room at an origin.
   *
   * @param asking for all but tokens
   * @param askingForTokens apart, so that a wait for signatures does not hold up those who join
   */
  public PublicRoom(EventId eventId, Asking asking, Asking askingForTokens) {
    this.eventId = eventId;
    this.asking = asking;
    this.askingForTokens = askingForTokens;
  }

  /** A place in the line, and when its answer came. */
  record Joined(String requestId, long atNanos) {}

  /** An answer that may not hold yet what was asked for, and when it came. */
  record Timed<T>(Optional<T> value, long atNanos) {}

  /**
   * Takes a place.
   *
   * @param unclear told of each try that may have left a place that nobody claims
   */
  Joined join(Runnable unclear) throws InterruptedException, GaveUpException {
    String body = "{\"event_id\":\"" + eventId + "\"}";
    Answer answer = asking.ask(Step.JOIN, () -> Request.post("/assign_queue_num", body), unclear);
    String requestId = Asking.text(Step.JOIN, asking.read(Step.JOIN, answer), "api_request_id");
    if (!RequestId.isWellFormed(requestId)) {
      throw new GaveUpException("assign_queue_num gave a request id of a wrong form");
    }
    return new Joined(requestId, answer.receivedNanos());
  }

  /** Empty while there is no number yet. */
  Timed<Long> number(String requestId) throws InterruptedException, GaveUpException {
    Answer answer =
        ask(
            Step.NUMBER,
            Request.get("/queue_num?event_id=" + eventId + "&request_id=" + requestId));
    if (answer.status() != YES) {
      return new Timed<>(Optional.empty(), answer.receivedNanos());
    }
    JsonNode object = asking.read(Step.NUMBER, answer);
    long number = Asking.number(Step.NUMBER, object, "queue_number");
    return new Timed<>(Optional.of(number), answer.receivedNanos());
  }

  /** Where the serving counter stands. */
  public long serving() throws InterruptedException, GaveUpException {
    Answer answer = ask(Step.SERVING, Request.get("/serving_num?event_id=" + eventId));
    return Asking.number(Step.SERVING, asking.read(Step.SERVING, answer), "serving_counter");
  }

  /** Empty while the number is not served. */
  Timed<Tokens> token(String requestId) throws InterruptedException, GaveUpException {
    String body = "{\"event_id\":\"" + eventId + "\",\"request_id\":\"" + requestId + "\"}";
    Answer answer =
        askingForTokens.ask(
            Step.TOKEN, () -> Request.post("/generate_token", body), PublicRoom::noHarm);
    if (answer.status() != YES) {
      return new Timed<>(Optional.empty(), answer.receivedNanos());
    }
    JsonNode object = asking.read(Step.TOKEN, answer);
    Tokens tokens =
        new Tokens(
            Asking.text(Step.TOKEN, object, "access_token"),
            Asking.text(Step.TOKEN, object, "refresh_token"),
            Asking.text(Step.TOKEN, object, "id_token"));
    return new Timed<>(Optional.of(tokens), answer.receivedNanos());
  }

  /** The published key, as a JWK. */
  public String publicKey() throws InterruptedException, GaveUpException {
    return ask(Step.PUBLIC_KEY, Request.get("/public_key?event_id=" + eventId)).body();
  }

  private Answer ask(Step step, Request request) throws InterruptedException, GaveUpException {
    return asking.ask(step, () -> request, PublicRoom::noHarm);
  }

  /** To look twice changes nothing, and a token that is made twice is the same. */
  private static void noHarm() {}
}
