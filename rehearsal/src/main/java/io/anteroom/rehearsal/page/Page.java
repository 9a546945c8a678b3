package io.anteroom.rehearsal.page;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.rehearsal.origin.Answer;
import io.anteroom.rehearsal.origin.Request;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One waiting page that somebody looks at all the time: takes a place as {@code join.js} does, then
 * asks as {@code line.js} does. Never claims its turn, since nobody is there to press the button.
 */
final class Page {

  private static final int OK = 200;
  private static final int UNCHANGED = 304;
  private static final int UNKNOWN = 404;

  /** One "unknown place" may come from a server that starts; a second one is believed. */
  private static final int BELIEVED = 2;

  private static final String JOIN = "/assign_queue_num";

  private final Browser browser;
  private final EventId room;
  private String state = "joining";
  private boolean allowed;
  private boolean hasHeard;
  private boolean isNumbered;

  /** What the browser keeps. */
  private Optional<Answer> kept = Optional.empty();

  Page(Browser browser, EventId room) {
    this.browser = browser;
    this.room = room;
  }

  /** Until the place is over, or the page is closed. */
  void stay() throws InterruptedException {
    browser.seen().opened(state);
    RequestId place = takePlace();
    browser.seen().placed.increment();
    show("looking");
    long since = System.nanoTime();
    try {
      watch(place);
    } finally {
      browser.seen().waited(System.nanoTime() - since);
    }
  }

  private RequestId takePlace() throws InterruptedException {
    for (int failures = 1; ; failures++) {
      Optional<Answer> answer = join();
      Optional<RequestId> place = answer.flatMap(Page::place);
      if (place.isPresent()) {
        return place.get();
      }
      Thread.sleep(PagePace.afterFailure(failures, answer.flatMap(Answer::retryAfter), chance()));
    }
  }

  /** Browsers keep what a preflight has allowed, for longer than a page tries. */
  private Optional<Answer> join() throws InterruptedException {
    if (!allowed) {
      Request question =
          new Request(
              "OPTIONS",
              JOIN,
              Map.of(
                  "Access-Control-Request-Method", "POST",
                  "Access-Control-Request-Headers", "content-type"),
              "");
      allowed =
          browser
              .send(PageCall.PREFLIGHT, question)
              .filter(answer -> answer.status() < 300)
              .isPresent();
      if (!allowed) {
        return Optional.empty();
      }
    }
    return browser.send(PageCall.JOIN, Request.post(JOIN, "{\"event_id\":\"" + room + "\"}"));
  }

  private static Optional<RequestId> place(Answer answer) {
    String id = Sight.body(answer).path("api_request_id").stringValue("");
    return answer.status() == OK && RequestId.isWellFormed(id)
        ? Optional.of(RequestId.parse(id))
        : Optional.empty();
  }

  private void watch(RequestId place) throws InterruptedException {
    int failures = 0;
    int unknown = 0;
    while (true) {
      Optional<Answer> answer = look(place);
      Optional<Sight> sight = answer.filter(heard -> heard.status() == OK).flatMap(Sight::of);
      unknown = answer.filter(Page::knowsNoSuchPlace).isPresent() ? unknown + 1 : 0;
      Duration pause;
      if (sight.isPresent()) {
        failures = 0;
        take(sight.get());
        if (sight.get().isOver()) {
          return;
        }
        pause = PagePace.afterAnswer(sight.get().nextLook(), chance());
      } else if (unknown >= BELIEVED) {
        show("gone");
        pause = PagePace.LATEST;
      } else {
        failures++;
        pause = PagePace.afterFailure(failures, answer.flatMap(Answer::retryAfter), chance());
      }
      Thread.sleep(pause);
    }
  }

  /** Asks each time; what has not changed is not sent again. */
  private Optional<Answer> look(RequestId place) throws InterruptedException {
    Request plain = Request.get("/queue_status?event_id=" + room + "&request_id=" + place);
    Request request =
        kept.flatMap(Answer::tag).map(tag -> plain.with("If-None-Match", tag)).orElse(plain);
    Optional<Answer> answer = browser.send(PageCall.STATUS, request);
    if (answer.filter(heard -> heard.status() == UNCHANGED).isPresent()) {
      return kept;
    }
    answer.filter(heard -> heard.status() == OK).ifPresent(_ -> kept = answer);
    return answer;
  }

  private static boolean knowsNoSuchPlace(Answer answer) {
    return answer.status() == UNKNOWN && Sight.isOurError(answer);
  }

  private void take(Sight sight) {
    if (!hasHeard) {
      hasHeard = true;
      browser.seen().heard.increment();
    }
    if (!isNumbered && sight.isNumbered()) {
      isNumbered = true;
      browser.seen().numbered.increment();
    }
    show(sight.state());
  }

  private void show(String next) {
    browser.seen().turned(state, next);
    state = next;
  }

  private static double chance() {
    return ThreadLocalRandom.current().nextDouble();
  }
}
