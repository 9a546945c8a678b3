package io.anteroom.site.door;

import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.site.door.PublicOrigin.Answer;
import io.anteroom.site.page.Html;
import io.anteroom.tokens.Verdict.Valid;
import io.anteroom.waitingpage.Languages;
import io.anteroom.waitingpage.Notice;
import io.anteroom.waitingpage.PlaceOnPage;
import io.anteroom.waitingpage.Sight;
import io.anteroom.waitingpage.Sight.State;
import io.anteroom.waitingpage.WaitingPage;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;

/**
 * The line for browsers that run no scripts: the shop joins, looks and claims for them, and the
 * place lies in a cookie.
 *
 * <pre>
 *   GET /line, no place   -> joins, and 303 to /line?joined: who then has no cookie gets no second place
 *   GET /line             -> how the place stands; the page looks again by itself
 *   GET /line?anew        -> joins again where the place has ended, and only there
 *   POST /line            -> takes the turn, and 303 to where somebody wanted to go
 * </pre>
 */
public final class PlainLine extends HttpServlet {

  /** Where it is. */
  public static final String PATH = "/line";

  private static final long serialVersionUID = 1L;

  /** Behind a join: who comes back without a place keeps no cookies. */
  private static final String JOINED = "joined";

  /** Asks for another place, in place of one that has ended. */
  private static final String ANEW = "anew";

  /** Behind a look that found no such place, which is not believed the first time. */
  private static final String MISSED = "missed";

  private static final String TOKEN = "access_token";

  private static final Duration LATER = Duration.ofSeconds(10);

  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final transient Room room;
  private final transient PublicOrigin origin;
  private final transient PlaceCookie places;
  private final transient TurnCookie turns;

  /**
   * A line before that room.
   *
   * @param secure whether the shop is reached by TLS
   */
  public PlainLine(Room room, PublicOrigin origin, TurnCookie turns, boolean secure) {
    this.room = room;
    this.origin = origin;
    this.places = new PlaceCookie(secure);
    this.turns = turns;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<RequestId> place = places.in(request);
    if (place.isPresent() && request.getParameter(ANEW) == null) {
      look(place.get(), request, response);
    } else if (place.isPresent() && !hasEnded(origin.status(place.get()))) {
      // Any site can write such a link, and nobody loses their place by following it.
      seeOther(here(request), response);
    } else if (request.getParameter(JOINED) != null) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      send(room.pages().notice(Notice.NO_COOKIES, languages(request)), response);
    } else if (isMeant(request)) {
      join(request, response);
    } else {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }

  private static boolean hasEnded(Answer answer) {
    return answer.status() == NOT_FOUND
        || sight(answer).filter(place -> place.state() == State.EXPIRED).isPresent();
  }

  private static Optional<Sight> sight(Answer answer) {
    return answer.status() == OK ? Sight.read(answer.body()) : Optional.empty();
  }

  /**
   * Programs look for headers, browsers fetch ahead, and pages have others within them: none of
   * these wants to stand in a line.
   */
  private static boolean isMeant(HttpServletRequest request) {
    String purpose = request.getHeader("Sec-Purpose");
    String destination = request.getHeader("Sec-Fetch-Dest");
    return request.getMethod().equals("GET")
        && (purpose == null || !purpose.contains("prefetch"))
        && (destination == null || destination.equals("document"));
  }

  private void join(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Answer answer = origin.join();
    if (answer.status() != OK) {
      later(request, response);
      return;
    }
    places.keep(RequestId.parse(answer.text("api_request_id")), response);
    seeOther(here(request) + "&" + JOINED, response);
  }

  private void look(RequestId place, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Answer answer = origin.status(place);
    if (answer.status() == NOT_FOUND) {
      miss(place, request, response);
      return;
    }
    Optional<Answer> turn = hasEnded(answer) ? turnOf(place) : Optional.empty();
    if (turn.isPresent()) {
      goIn(turn.get().text(TOKEN), request, response);
    } else {
      show(Optional.of(place), sight(answer), here(request), request, response);
    }
  }

  /** Whoever has claimed before their time ran out gets the same token again. */
  private Optional<Answer> turnOf(RequestId place) {
    return Optional.of(origin.claim(place)).filter(answer -> answer.status() == OK);
  }

  /** A server that has just begun may not know a place yet: the next look decides. */
  private void miss(RequestId place, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean isOver = request.getParameter(MISSED) != null;
    show(
        isOver ? Optional.empty() : Optional.of(place),
        Optional.empty(),
        here(request) + "&" + MISSED,
        request,
        response);
  }

  /**
   * Shows a place.
   *
   * @param again where the page looks next
   */
  private void show(
      Optional<RequestId> place,
      Optional<Sight> sight,
      String again,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String here = here(request);
    PlaceOnPage page =
        new PlaceOnPage(
            room.api(),
            room.event(),
            place.map(RequestId::toString),
            again,
            here + "&" + ANEW,
            sight);
    send(room.pages().plain(page, here, languages(request)), response);
  }

  private void showEnd(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    show(Optional.empty(), Optional.empty(), here(request), request, response);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<RequestId> place = places.in(request);
    if (place.isEmpty()) {
      seeOther(here(request), response);
      return;
    }
    Answer answer = origin.claim(place.get());
    switch (answer.status()) {
      case OK -> goIn(answer.text(TOKEN), request, response);
      case ACCEPTED -> seeOther(here(request), response);
      case NOT_FOUND -> showEnd(request, response);
      case GONE -> {
        // While its status still says that it is served: it is over for us, too.
        places.forget(response);
        showEnd(request, response);
      }
      default -> later(request, response);
    }
  }

  private void goIn(String token, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (turns.judge(token) instanceof Valid(TokenClaims claims)) {
      turns.keep(token, claims, response);
      seeOther(Onward.in(request), response);
    } else {
      later(request, response);
    }
  }

  private void later(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader("Retry-After", String.valueOf(LATER.toSeconds()));
    send(room.pages().notice(Notice.NOT_NOW, LATER, here(request), languages(request)), response);
  }

  private static void send(byte[] page, HttpServletResponse response) throws IOException {
    response.setHeader("Content-Security-Policy", WaitingPage.plainPolicy());
    Html.send(page, response);
  }

  private static void seeOther(String target, HttpServletResponse response) {
    response.setHeader("Location", target);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
  }

  private static String here(HttpServletRequest request) {
    return Onward.through(PATH, Onward.in(request));
  }

  private static Languages languages(HttpServletRequest request) {
    return Languages.accepted(
        Optional.of(String.join(",", Collections.list(request.getHeaders("Accept-Language")))));
  }
}
