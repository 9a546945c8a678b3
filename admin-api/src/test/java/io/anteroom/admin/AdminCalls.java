package io.anteroom.admin;

import static io.anteroom.admin.ModelRooms.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.token.Issuer;
import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Origin;
import io.anteroom.edge.PrivateAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The calls of this service over HTTP, before rooms that a test can steer. */
abstract class AdminCalls {

  static final Issuer ISSUER = new Issuer("https://wait.example.com");
  static final String UNKNOWN_EVENT = "there is no such event_id";

  final HttpClient client = HttpClient.newHttpClient();
  final ModelRooms rooms = ModelRooms.withRoom();
  Instant now = ModelRooms.NOW;
  EdgeServer server;

  @BeforeEach
  void start() {
    PrivateAccess open = new PrivateAccess.BehindGateway();
    server =
        EdgeServer.start(
            Origin.PRIVATE,
            0,
            List.of(AdminFace.of(rooms, ISSUER, ModelRooms.TICKETS, () -> now, open)));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  HttpResponse<String> put(String eventId, String body) {
    return send(
        HttpRequest.newBuilder(uri("/events/" + eventId))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> delete(String eventId) {
    return send(HttpRequest.newBuilder(uri("/events/" + eventId)).DELETE().build());
  }

  HttpResponse<String> postUnder(String idempotencyKey, String path, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> increment(String by) {
    return post("/increment_serving_counter", event("Sample", "\"increment_by\":" + by));
  }

  HttpResponse<String> update(String requestId, String status) {
    String rest = "\"request_id\":\"" + requestId + "\",\"status\":" + status;
    return post("/update_session", event("Sample", rest));
  }

  static String event(String eventId) {
    return "{\"event_id\":\"" + eventId + "\"}";
  }

  static String event(String eventId, String rest) {
    return "{\"event_id\":\"" + eventId + "\"," + rest + "}";
  }

  HttpResponse<String> post(String path, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + server.port() + path);
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static void assertAnswer(int status, String body, HttpResponse<String> answer) {
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  static void assertError(int status, String words, HttpResponse<String> answer) {
    assertAnswer(status, "{\"error\":\"" + words + "\"}", answer);
  }

  static String error(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).startsWith("{\"error\":\"");
    return answer.body();
  }
}
