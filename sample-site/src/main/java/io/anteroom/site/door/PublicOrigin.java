package io.anteroom.site.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.domain.ticket.RequestId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the room's public origin for people whose browsers run no scripts. Safe for use by many
 * threads.
 */
public final class PublicOrigin implements AutoCloseable {

  /** The origin answers within 2 s or not at all; the rest is for the way there and back. */
  private static final Duration LIMIT = Duration.ofSeconds(4);

  /** Of some 200 threads of the shop: an origin that hangs must not keep it from selling. */
  private static final int MOST_AT_ONCE = 50;

  /** Three tokens take less than 4 KiB. */
  private static final int MAX_BODY = 16 * 1024;

  private static final int NO_ANSWER = 503;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final String origin;
  private final String event;
  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * Calls for one room.
   *
   * @param event the room
   */
  public PublicOrigin(URI origin, String event) {
    this.origin = origin.toString().replaceAll("/+$", "");
    this.event = event;
  }

  /**
   * What came back.
   *
   * @param status of HTTP; 503 also if nothing came back at all
   */
  record Answer(int status, String body) {

    /**
     * A text of the JSON that came back.
     *
     * @throws IllegalStateException if it is not there
     */
    String text(String field) {
      try {
        return JSON.readTree(body).required(field).stringValue();
      } catch (JacksonException e) {
        // Without its cause, whose words may quote a token.
        throw new IllegalStateException("the public origin answers without " + field);
      }
    }
  }

  /** Takes a place at the end of the line. Once: each try that got no answer may have, too. */
  Answer join() {
    return post("/assign_queue_num", "{\"event_id\":\"%s\"}".formatted(event));
  }

  /** How a place stands. */
  Answer status(RequestId place) {
    return send(
        HttpRequest.newBuilder(
            at("/queue_status?event_id=%s&request_id=%s".formatted(event, place))));
  }

  /** Takes the turn of a place, if it has one. */
  Answer claim(RequestId place) {
    return post(
        "/generate_token", "{\"event_id\":\"%s\",\"request_id\":\"%s\"}".formatted(event, place));
  }

  private Answer post(String path, String json) {
    return send(
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json, UTF_8)));
  }

  private URI at(String target) {
    return URI.create(origin + target);
  }

  private Answer send(HttpRequest.Builder call) {
    if (!free.tryAcquire()) {
      return new Answer(NO_ANSWER, "");
    }
    try {
      HttpResponse<String> answer =
          http.send(
              call.timeout(LIMIT).build(),
              BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), MAX_BODY));
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException _) {
      return new Answer(NO_ANSWER, "");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Answer(NO_ANSWER, "");
    } finally {
      free.release();
    }
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
