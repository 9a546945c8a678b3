package io.anteroom.ingress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A plain HTTP client of one port. */
final class Web implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  Web(int port) {
    this.base = "http://localhost:" + port;
  }

  HttpResponse<String> get(String target, String... headers) {
    HttpRequest.Builder request = request(target);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<String> post(String target, String body) {
    return send(postRequest(target, body, "application/json"));
  }

  HttpResponse<String> postUnder(String idempotencyKey, String target, String body) {
    return send(
        request(target)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> post(String target, String body, String contentType) {
    return send(postRequest(target, body, contentType));
  }

  CompletableFuture<HttpResponse<String>> postLater(String target, String body) {
    return client.sendAsync(postRequest(target, body, "application/json"), BodyHandlers.ofString());
  }

  HttpResponse<String> method(String method, String target) {
    return send(request(target).method(method, BodyPublishers.noBody()).build());
  }

  private HttpRequest postRequest(String target, String body, String contentType) {
    return request(target)
        .header("Content-Type", contentType)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(base + target));
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
