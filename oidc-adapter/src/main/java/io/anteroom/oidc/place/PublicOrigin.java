package io.anteroom.oidc.place;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls to the public origin, each sent once. They wait for their answers. */
final class PublicOrigin implements AutoCloseable {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

  /** A place has 60 bytes, its status 200, and what is wrong is said in fewer than this. */
  private static final int MAX_BODY = 4 * 1024;

  private final String origin;
  private final Optional<String> originKey;
  private final HttpClient http;

  /** What came of a call. */
  sealed interface Heard {

    /** An answer, whatever it says. */
    record Answer(HttpResponse<String> response) implements Heard {}

    /**
     * None.
     *
     * @param why in words
     */
    record Nothing(String why) implements Heard {}
  }

  /**
   * Calls nobody yet.
   *
   * @param originKey what the origin asks its callers for, if it does
   */
  PublicOrigin(URI origin, Optional<String> originKey) {
    this.origin = origin.toString().replaceAll("/+$", "");
    this.originKey = originKey;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  Heard post(String path, String json, Duration limit) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json, UTF_8)),
        limit);
  }

  Heard get(String target, Duration limit) {
    return send(request(target).GET(), limit);
  }

  private HttpRequest.Builder request(String target) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + target));
    originKey.ifPresent(key -> request.header("x-api-key", key));
    return request;
  }

  private Heard send(HttpRequest.Builder request, Duration limit) {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), MAX_BODY));
    try {
      return new Heard.Answer(answer.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException _) {
      return new Heard.Nothing("no answer in time");
    } catch (ExecutionException e) {
      return new Heard.Nothing(words(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Heard.Nothing("interrupted");
    } finally {
      var _ = answer.cancel(true);
    }
  }

  private static String words(ExecutionException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
