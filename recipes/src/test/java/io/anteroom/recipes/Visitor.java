package io.anteroom.recipes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Calls a site. */
public final class Visitor implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final URI site;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Of the site at that port of the loopback interface. */
  public Visitor(int port) {
    site = URI.create("http://127.0.0.1:" + port + "/");
  }

  /** Says whether somebody with that bearer token gets in. */
  public boolean isWelcomeWith(String token) {
    return shows(Map.of("Authorization", "Bearer " + token))
        .filter(answer -> answer.statusCode() == 200)
        .isPresent();
  }

  /** Empty where the site hangs up on whoever sends such headers. */
  public Optional<HttpResponse<String>> shows(Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(site).timeout(LIMIT);
    headers.forEach(request::header);
    try {
      return Optional.of(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
