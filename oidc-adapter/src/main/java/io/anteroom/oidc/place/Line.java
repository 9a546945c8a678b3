package io.anteroom.oidc.place;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Joins lines at the public origin, for people. A join is sent once: one that got no answer may
 * have been taken all the same, and each is a place of its own. Calls wait for their answers, and
 * belong on virtual threads. Safe for use by many threads.
 */
public final class Line implements AutoCloseable {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

  /** A join is in the log within 2 s or refused; the rest is for the way there and back. */
  private static final Duration LIMIT = Duration.ofSeconds(4);

  /** A place has 60 bytes, and what is wrong is said in fewer than this. */
  private static final int MAX_BODY = 4 * 1024;

  /** As long as a person will look at a page that says nothing but "later". */
  private static final long MAX_AGAIN_SECONDS = 30;

  /**
   * Half of what people may wait for together, so that a rush of those who come leaves room for
   * those who look whether their turn has come.
   */
  private static final int MOST_AT_ONCE = 512;

  private static final Duration SOON = Duration.ofSeconds(3);

  /** Each try may leave a place that nobody holds, and adds to what the line has to do. */
  private static final Duration LATER = Duration.ofSeconds(10);

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY_REQUESTS = 429;

  private final URI address;
  private final Optional<String> originKey;
  private final HttpClient http;
  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private final Outage outage = new Outage("The public API");

  /**
   * Lines at that origin; calls nobody yet.
   *
   * @param originKey what the origin asks its callers for, if it does
   */
  public Line(URI publicOrigin, Optional<String> originKey) {
    this.originKey = originKey;
    this.address = URI.create(publicOrigin.toString().replaceAll("/+$", "") + "/assign_queue_num");
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /** Takes a place at the end of a room's line. */
  public Joined join(EventId room) {
    if (!free.tryAcquire()) {
      return new Joined.TooMany(SOON);
    }
    try {
      return noted(send(JSON.createObjectNode().put("event_id", room.value()).toString()));
    } finally {
      free.release();
    }
  }

  private Joined noted(Joined joined) {
    if (joined instanceof Joined.Unanswered(_, String why)) {
      outage.goesOn(why);
    } else {
      outage.isOver();
    }
    return joined;
  }

  private Joined send(String json) {
    HttpRequest.Builder call =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json, UTF_8));
    originKey.ifPresent(key -> call.header("x-api-key", key));
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(call.build(), BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), MAX_BODY));
    try {
      return judged(answer.get(LIMIT.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException _) {
      return away("no answer in time");
    } catch (ExecutionException e) {
      return away(words(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return away("interrupted");
    } finally {
      var _ = answer.cancel(true);
    }
  }

  private static Joined judged(HttpResponse<String> answer) {
    return switch (answer.statusCode()) {
      case OK -> place(answer.body());
      case TOO_MANY_REQUESTS -> new Joined.TooMany(again(answer));
      default -> Refused.byTheRoom(answer.body()) ? refused(answer) : unknown(answer);
    };
  }

  private static Joined refused(HttpResponse<String> answer) {
    return switch (answer.statusCode()) {
      case NOT_FOUND -> new Joined.NoSuchRoom();
      case CONFLICT -> new Joined.Closed();
      default -> unknown(answer);
    };
  }

  private static Joined unknown(HttpResponse<String> answer) {
    return new Joined.Unanswered(again(answer), "it answers a join with " + answer.statusCode());
  }

  private static Joined place(String body) {
    try {
      String id = JSON.readTree(body).required("api_request_id").stringValue();
      return new Joined.Place(RequestId.parse(id));
    } catch (RuntimeException _) {
      return new Joined.Unanswered(SOON, "it answers a join with what is no place");
    }
  }

  /** In seconds (RFC 9110 section 10.2.3); a date is not worth its code here. */
  private static Duration again(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,9}"))
        .map(seconds -> Math.clamp(Long.parseLong(seconds), 1, MAX_AGAIN_SECONDS))
        .map(Duration::ofSeconds)
        .orElse(SOON);
  }

  private static Joined away(String why) {
    return new Joined.Unanswered(LATER, why);
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
