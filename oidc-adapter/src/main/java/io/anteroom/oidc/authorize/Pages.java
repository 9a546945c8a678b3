package io.anteroom.oidc.authorize;

import io.anteroom.edge.Answer;
import io.anteroom.oidc.authorize.Visit.Door;
import io.anteroom.oidc.place.HeldPlace;
import io.anteroom.waitingpage.PlaceOnPage;
import io.anteroom.waitingpage.WaitingPage;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What people get to see. Nobody keeps it, nothing on it comes from elsewhere, and no other page
 * may hold it.
 */
final class Pages {

  private static final String HTML = "text/html; charset=utf-8";

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int UNAVAILABLE = 503;

  private final URI publicOrigin;
  private final String policy;

  /**
   * Pages of people whose browsers ask the line there.
   *
   * @param publicOrigin where rooms are asked how they move
   */
  Pages(URI publicOrigin) {
    this.publicOrigin = publicOrigin;
    this.policy = WaitingPage.policy(publicOrigin);
  }

  /**
   * The waiting page.
   *
   * @param place whose; empty if there is none, or none that is good any more
   */
  Answer waiting(LoginRequest request, Optional<HeldPlace> place) {
    return page(
        OK,
        WaitingPage.page(
            new PlaceOnPage(
                publicOrigin,
                request.room().value(),
                place.map(held -> held.requestId().toString()),
                Door.WAITING_ROOM.link(request),
                Door.AUTHORIZE.link(request))));
  }

  /**
   * For somebody who can neither go on nor be sent back.
   *
   * @param why words of ours: nothing that came with the call is shown
   */
  Answer noWayBack(String why) {
    String words =
        "The site that sent you here made a mistake, so you can't be sent back to it. " + why;
    return page(BAD_REQUEST, WaitingPage.notice("This link does not work", words));
  }

  /** For somebody whose browser does not keep a place. */
  Answer noCookies() {
    String words =
        "Your place in the line is kept in a cookie, and this browser has none. If you wait in"
            + " another one, go on there. Otherwise please allow cookies for this site, and open the"
            + " page that you came from again.";
    return page(OK, WaitingPage.notice("You can't wait without cookies", words));
  }

  /**
   * For somebody who has to be patient. The page comes again by itself, and not all of them at the
   * same moment.
   *
   * @param here a link of ours, under which it does
   */
  Answer trouble(Duration again, String here) {
    long seconds = again.toSeconds();
    long spread = seconds + ThreadLocalRandom.current().nextLong(seconds + 1);
    String words =
        "You can't be let in or told your place right now. This page tries again by itself, and if"
            + " you have a place in the line, you keep it.";
    byte[] notice =
        WaitingPage.notice("One moment, please", words, Duration.ofSeconds(spread), here);
    return page(UNAVAILABLE, notice).with("Retry-After", Long.toString(seconds));
  }

  private Answer page(int status, byte[] html) {
    return Answer.text(status, HTML, html)
        .with("Content-Security-Policy", policy)
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer");
  }
}
