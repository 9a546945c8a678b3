package io.anteroom.oidc.authorize;

import io.anteroom.edge.Answer;
import io.anteroom.oidc.authorize.Visit.Door;
import io.anteroom.oidc.place.HeldPlace;
import io.anteroom.waitingpage.Languages;
import io.anteroom.waitingpage.Notice;
import io.anteroom.waitingpage.PlaceOnPage;
import io.anteroom.waitingpage.Sight;
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

  private final WaitingPage pages;
  private final URI publicOrigin;
  private final String policy;

  /**
   * Pages of people whose browsers ask the line there.
   *
   * @param pages how they look, and what they say
   * @param publicOrigin where rooms are asked how they move
   */
  Pages(WaitingPage pages, URI publicOrigin) {
    this.pages = pages;
    this.publicOrigin = publicOrigin;
    this.policy = WaitingPage.policy(publicOrigin);
  }

  /**
   * The waiting page.
   *
   * @param place whose; empty if there is none, or none that is good any more
   * @param sight how it stands, if anybody says so
   */
  Answer waiting(
      LoginRequest request, Optional<HeldPlace> place, Optional<Sight> sight, Languages languages) {
    PlaceOnPage shown =
        new PlaceOnPage(
            publicOrigin,
            request.room().value(),
            place.map(held -> held.requestId().toString()),
            Door.WAITING_ROOM.link(request),
            Door.AUTHORIZE.link(request),
            sight);
    return page(OK, pages.page(shown, languages));
  }

  /**
   * For somebody who can neither go on nor be sent back.
   *
   * @param why words of ours, for those who made the site: nothing that came with the call is shown
   */
  Answer noWayBack(String why, Languages languages) {
    return page(BAD_REQUEST, pages.notice(Notice.NO_WAY_BACK, why, languages));
  }

  /** For somebody whose browser does not keep a place. */
  Answer noCookies(Languages languages) {
    return page(OK, pages.notice(Notice.NO_COOKIES, languages));
  }

  /**
   * For somebody who has to be patient. The page comes again by itself, and not all of them at the
   * same moment.
   *
   * @param here a link of ours, under which it does
   */
  Answer trouble(Duration again, String here, Languages languages) {
    long seconds = again.toSeconds();
    long spread = seconds + ThreadLocalRandom.current().nextLong(seconds + 1);
    byte[] notice = pages.notice(Notice.NOT_NOW, Duration.ofSeconds(spread), here, languages);
    return page(UNAVAILABLE, notice).with("Retry-After", Long.toString(seconds));
  }

  private Answer page(int status, byte[] html) {
    return Answer.text(status, HTML, html)
        .with("Content-Security-Policy", policy)
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer");
  }
}
