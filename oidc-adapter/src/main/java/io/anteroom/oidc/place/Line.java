package io.anteroom.oidc.place;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.oidc.place.PublicOrigin.Heard;
import io.anteroom.waitingpage.Sight;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lines as the public origin has them: joins them for people, and looks how places stand. A join is
 * sent once: one that got no answer may have been taken all the same, and each is a place of its
 * own. Calls wait for their answers, and belong on virtual threads. Safe for use by many threads.
 */
public final class Line implements AutoCloseable {

  /** A join is in the log within 2 s or refused; the rest is for the way there and back. */
  private static final Duration LIMIT = Duration.ofSeconds(4);

  /** A look costs the line next to nothing. Somebody waits for the page, which can do without. */
  private static final Duration LOOK_LIMIT = Duration.ofMillis(500);

  /** For so long nobody looks where nobody has answered: pages would all wait in vain. */
  private static final Duration NO_LOOKS = Duration.ofSeconds(5);

  /** As long as a person will look at a page that says nothing but "later". */
  private static final long MAX_AGAIN_SECONDS = 30;

  /**
   * Half of what people may wait for together, so that a rush of those who come leaves room for
   * those who look whether their turn has come.
   */
  private static final int MOST_AT_ONCE = 512;

  /** So that a line that says nothing does not hold up those who could come in. */
  private static final int MOST_LOOKS_AT_ONCE = 256;

  private static final Duration SOON = Duration.ofSeconds(3);

  /** Each try may leave a place that nobody holds, and adds to what the line has to do. */
  private static final Duration LATER = Duration.ofSeconds(10);

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY_REQUESTS = 429;

  private final PublicOrigin origin;
  private final Duration lookLimit;
  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private final Semaphore freeToLook = new Semaphore(MOST_LOOKS_AT_ONCE);
  private final AtomicLong nextLook = new AtomicLong(System.nanoTime());
  private final Outage outage = new Outage("The public API");

  /**
   * Lines at that origin; calls nobody yet.
   *
   * @param originKey what the origin asks its callers for, if it does
   */
  public Line(URI publicOrigin, Optional<String> originKey) {
    this(publicOrigin, originKey, LOOK_LIMIT);
  }

  /** The same, where a look may take so long. */
  Line(URI publicOrigin, Optional<String> originKey, Duration lookLimit) {
    this.origin = new PublicOrigin(publicOrigin, originKey);
    this.lookLimit = lookLimit;
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
    return switch (origin.post("/assign_queue_num", json, LIMIT)) {
      case Heard.Answer(var response) -> judged(response);
      case Heard.Nothing(var why) -> new Joined.Unanswered(LATER, why);
    };
  }

  /** How a place stands; empty if nobody says so at once. */
  public Optional<Sight> look(EventId room, RequestId place) {
    if (System.nanoTime() - nextLook.get() < 0 || !freeToLook.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return seen(origin.get("/queue_status?event_id=" + room + "&request_id=" + place, lookLimit));
    } finally {
      freeToLook.release();
    }
  }

  private Optional<Sight> seen(Heard heard) {
    return switch (heard) {
      case Heard.Answer(var response) when response.statusCode() == OK ->
          Sight.read(response.body());
      // As in the moment after a reset; it says nothing of other places.
      case Heard.Answer(var response) when response.statusCode() == NOT_FOUND -> Optional.empty();
      case Heard.Answer _, Heard.Nothing _ -> {
        nextLook.set(System.nanoTime() + NO_LOOKS.toNanos());
        yield Optional.empty();
      }
    };
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

  /** Breaks off what is under way. */
  @Override
  public void close() {
    origin.close();
  }
}
