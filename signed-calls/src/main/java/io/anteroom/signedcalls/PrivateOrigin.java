package io.anteroom.signedcalls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Calls the private API and waits for its answers; who calls should be on a virtual thread. A call
 * that gets none, or only "not now", is tried again under the same key until its time is over, so
 * that it is done once however many tries arrive. Safe for use by many threads.
 */
public final class PrivateOrigin implements AutoCloseable {

  /** The longest answer, in bytes. Those about one room take less than 1 KiB. */
  public static final int MAX_BODY = 64 * 1024;

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

  /** Nobody waits longer than this because a server said so. */
  private static final long MAX_RETRY_AFTER_SECONDS = 5;

  private static final Set<String> ADDED_BY_THE_CLIENT = Set.of("host", "content-length");
  private static final Set<String> OPENING = Set.of("http", "https");
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final String NONE = "";

  private final String origin;
  private final Signer signer;
  private final Pace pace;
  private final HttpClient http;

  /**
   * Prepares to call; calls nobody yet.
   *
   * @param origin {@code http} or {@code https}, host and port, and perhaps a path before all
   *     others
   * @throws IllegalArgumentException if that is no origin
   */
  public PrivateOrigin(URI origin, Signer signer, Pace pace) {
    this.origin = prefix(origin);
    this.signer = signer;
    this.pace = pace;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  private static String prefix(URI origin) {
    if (!OPENING.contains(String.valueOf(origin.getScheme()))
        || origin.getHost() == null
        || origin.getRawQuery() != null
        || origin.getRawFragment() != null
        || origin.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "'" + origin + "' is no address of an origin, like http://localhost:8081");
    }
    return origin.toString().replaceAll("/+$", "");
  }

  /**
   * Asks for something.
   *
   * @param target path and query, escaped
   * @param within how long it may be tried
   */
  public Reply get(String target, Duration within) {
    return call("GET", target, Map.of(), NONE, within, () -> true);
  }

  /**
   * Hands in a JSON document.
   *
   * @param key the {@code Idempotency-Key}: names the call, however often it is tried
   * @param within how long it may be tried
   */
  public Reply post(String path, String json, String key, Duration within) {
    return post(path, json, key, within, () -> true);
  }

  /**
   * Hands in a JSON document, as long as somebody wants that.
   *
   * @param stillWanted asked before each try
   */
  public Reply post(
      String path, String json, String key, Duration within, BooleanSupplier stillWanted) {
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "Idempotency-Key", key);
    return call("POST", path, headers, json, within, stillWanted);
  }

  /**
   * Hands in a JSON document that may be taken any number of times, for all it changes.
   *
   * @param within how long it may be tried
   */
  public Reply post(String path, String json, Duration within) {
    return call("POST", path, Map.of("Content-Type", "application/json"), json, within, () -> true);
  }

  private Reply call(
      String method,
      String target,
      Map<String, String> headers,
      String body,
      Duration within,
      BooleanSupplier stillWanted) {
    long giveUpAt = System.nanoTime() + within.toNanos();
    URI uri = URI.create(origin + target);
    Reply last = new Reply.Unanswered("nobody wants it any more");
    for (int tries = 1; stillWanted.getAsBoolean(); tries++) {
      Try result = send(method, uri, headers, body, giveUpAt - System.nanoTime());
      last = result.reply();
      if (last instanceof Reply.Answered) {
        return last;
      }
      Duration wait = pace.waitAfter(tries, ThreadLocalRandom.current()).plus(result.retryAfter());
      if (Thread.currentThread().isInterrupted()
          || System.nanoTime() + wait.toNanos() >= giveUpAt
          || !slept(wait)) {
        return last;
      }
    }
    return last;
  }

  private static boolean slept(Duration wait) {
    try {
      Thread.sleep(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What came of one try, and how long the other side asks to be left alone. */
  private record Try(Reply reply, Duration retryAfter) {
    static Try failed(String why) {
      return new Try(new Reply.Unanswered(why), Duration.ZERO);
    }
  }

  /** Signed anew for each try: a signature grows old. */
  private Try send(
      String method, URI uri, Map<String, String> headers, String body, long nanosLeft) {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(
            request(method, uri, headers, body),
            // Longer ones fail while they come in, before they fill the memory.
            BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), MAX_BODY));
    try {
      long limit = Math.min(nanosLeft, pace.tryLimit().toNanos());
      return judged(answer.get(Math.max(0, limit), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Try.failed("no answer in time");
    } catch (ExecutionException e) {
      return Try.failed(words(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Try.failed("interrupted");
    } finally {
      var _ = answer.cancel(true);
    }
  }

  private HttpRequest request(String method, URI uri, Map<String, String> headers, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    Map<String, String> signed = new LinkedHashMap<>(headers);
    signed.putAll(signer.sign(method, uri, headers, body.getBytes(UTF_8)));
    signed.forEach((name, value) -> {
      if (!ADDED_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
        request.setHeader(name, value);
      }
    });
    return request
        .method(
            method,
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body, UTF_8))
        .build();
  }

  private static Try judged(HttpResponse<String> response) {
    int status = response.statusCode();
    return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS
        ? new Try(new Reply.Unanswered("the answer was " + status), retryAfter(response))
        : new Try(new Reply.Answered(status, response.body()), Duration.ZERO);
  }

  /** In seconds (RFC 9110 section 10.2.3); a date is not worth its code here. */
  private static Duration retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,9}"))
        .map(seconds -> Math.min(MAX_RETRY_AFTER_SECONDS, Long.parseLong(seconds)))
        .map(Duration::ofSeconds)
        .orElse(Duration.ZERO);
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
