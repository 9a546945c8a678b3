package io.anteroom.oidc.authorize;

import io.anteroom.edge.Answer;
import io.anteroom.oidc.authorize.Visit.Arrival;
import io.anteroom.oidc.authorize.Visit.Door;
import io.anteroom.oidc.code.Code;
import io.anteroom.oidc.code.Codes;
import io.anteroom.oidc.code.Grant;
import io.anteroom.oidc.place.HeldPlace;
import io.anteroom.oidc.place.Line;
import io.anteroom.oidc.place.PlaceCookie;
import io.anteroom.oidc.place.Turns;
import io.anteroom.waitingpage.Languages;
import io.anteroom.waitingpage.Sight;
import java.net.URI;
import java.util.Optional;

/**
 * Does with people what {@link Visit} decides. Waits for the room to answer, so it belongs on
 * virtual threads.
 */
final class Doorkeeper {

  static final int FOUND = 302;

  /** At the end of the link of somebody who has just got a place. */
  private static final String JOINED = "&" + LoginRequest.JOINED + "=1";

  private final PlaceCookie cookie;
  private final Turns turns;
  private final Line line;
  private final Codes codes;
  private final SiteAnswers sites;
  private final Pages pages;

  Doorkeeper(
      PlaceCookie cookie, Turns turns, Line line, Codes codes, SiteAnswers sites, Pages pages) {
    this.cookie = cookie;
    this.turns = turns;
    this.line = line;
    this.codes = codes;
    this.sites = sites;
    this.pages = pages;
  }

  /**
   * Somebody comes.
   *
   * @param cookies the header {@code Cookie}
   * @param languages what they read
   */
  Answer receive(Visit visit, Optional<String> cookies, Languages languages) {
    Step first = visit.first(cookie.find(visit.request().room(), cookies));
    return answer(visit, done(visit, first), languages);
  }

  private Step.Last done(Visit visit, Step step) {
    return switch (step) {
      case Step.AskTurn(var place) ->
          done(visit, visit.afterTurn(place, turns.take(place.room(), place.requestId())));
      case Step.Join() -> visit.afterJoin(line.join(visit.request().room()));
      case Step.Last last -> last;
    };
  }

  /** Somebody only asks what would happen to a stranger; nothing does. */
  Answer preview(Visit visit, Languages languages) {
    return switch (visit.first(Optional.empty())) {
      case Step.Last last -> answer(visit, last, languages);
      case Step.Join(), Step.AskTurn _ ->
          answer(visit, new Step.SendToWait(Optional.empty()), languages);
    };
  }

  /** Somebody comes for whom there is no time. */
  Answer turnAway(Visit visit, Languages languages) {
    return answer(visit, visit.notNow(), languages);
  }

  private Answer answer(Visit visit, Step.Last last, Languages languages) {
    LoginRequest request = visit.request();
    return switch (last) {
      case Step.SendCode(var place, var since, var isNews) -> {
        Code code = codes.make(grant(request, place));
        HeldPlace used = place.used(new HeldPlace.Use(since, code.id(), code.end()));
        Answer back = Answer.redirect(FOUND, sites.code(request.back(), codes.seal(code)));
        yield isNews ? keeping(used, back) : back;
      }
      case Step.SendToBegin(var uri) -> Answer.redirect(FOUND, sites.beginning(uri));
      case Step.SendError(var error) -> Answer.redirect(FOUND, sites.error(request.back(), error));
      case Step.SendToWait(var fresh) ->
          fresh
              .map(place -> keeping(place, waitingRoom(visit, JOINED)))
              .orElseGet(() -> waitingRoom(visit, ""));
      case Step.ShowWaiting(var place) ->
          pages.waiting(request, place, place.flatMap(this::look), languages);
      case Step.ShowNoCookies() -> pages.noCookies(languages);
      case Step.ShowTrouble(var again) -> pages.trouble(again, sameDoor(visit), languages);
    };
  }

  private Optional<Sight> look(HeldPlace place) {
    return line.look(place.room(), place.requestId());
  }

  private static Grant grant(LoginRequest request, HeldPlace place) {
    return Grant.of(
        request.client(),
        place.requestId(),
        request.back().redirectUri().toString(),
        request.nonce(),
        request.codeChallenge());
  }

  private Answer keeping(HeldPlace place, Answer answer) {
    return answer.with("Set-Cookie", cookie.keep(place));
  }

  private static Answer waitingRoom(Visit visit, String more) {
    String link = Door.WAITING_ROOM.link(visit.request().asked(visit.now()));
    return Answer.redirect(FOUND, URI.create(link + more));
  }

  /** From now on the link says since when the site waits. */
  private static String sameDoor(Visit visit) {
    String link = visit.door().link(visit.request().asked(visit.now()));
    return visit.arrival() == Arrival.JOINED ? link + JOINED : link;
  }
}
