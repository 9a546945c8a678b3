package io.anteroom.oidc.authorize;

import static com.nimbusds.oauth2.sdk.OAuth2Error.ACCESS_DENIED;
import static com.nimbusds.oauth2.sdk.OAuth2Error.SERVER_ERROR;
import static com.nimbusds.oauth2.sdk.OAuth2Error.TEMPORARILY_UNAVAILABLE;
import static com.nimbusds.openid.connect.sdk.OIDCError.LOGIN_REQUIRED;

import com.nimbusds.oauth2.sdk.ErrorObject;
import io.anteroom.oidc.authorize.LoginRequest.Manner;
import io.anteroom.oidc.code.CodeUses;
import io.anteroom.oidc.place.HeldPlace;
import io.anteroom.oidc.place.Joined;
import io.anteroom.oidc.place.Turn;
import io.anteroom.oidc.provider.ProviderAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what happens to a person who comes to one of the two doors, step by step. Pure: whoever
 * holds this does the steps, and says what came of them.
 *
 * <pre>
 *   held place --first--> AskTurn --afterTurn--> Join --afterJoin--> Last
 *                           |          |                              ^
 *                           +----------+------------------------------+
 * </pre>
 *
 * <p>Only {@link Door#AUTHORIZE} leads to a join, and only {@link Door#WAITING_ROOM} shows the
 * waiting page: so neither can send people to the other for ever.
 *
 * @param door where the person comes in
 * @param request what the site asks for
 * @param now when
 * @param arrival how the person comes in
 * @param uses of codes
 */
record Visit(Door door, LoginRequest request, Instant now, Arrival arrival, CodeUses uses) {

  /** The two places where people come in. */
  enum Door {
    /** Where sites send them. */
    AUTHORIZE(ProviderAddress.AUTHORIZE),
    /** Where they wait, and come again until their turn is here. */
    WAITING_ROOM(ProviderAddress.WAITING_ROOM);

    private final String path;

    Door(String path) {
      this.path = path;
    }

    /** The link that leads here with this request. */
    String link(LoginRequest request) {
      return path + "?" + request.query();
    }
  }

  /** How a person comes in. */
  enum Arrival {
    /** With a window of a browser, or with something that does not say. */
    USUAL,
    /** From {@link Door#AUTHORIZE}, with a place that was got there just before. */
    JOINED,
    /**
     * With a part of a page, such as a frame or an image. As a rule those come without cookies and
     * keep none, so each would get another place that nobody holds; and nobody wants to come in.
     */
    EMBEDDED
  }

  /**
   * So long sites surely remember a login that they have begun; widely used software forgets it
   * after five minutes.
   */
  private static final Duration REMEMBERED = Duration.ofMinutes(4);

  private static final Duration SOON = Duration.ofSeconds(3);

  private static final ErrorObject CLOSED =
      ACCESS_DENIED.setDescription("the waiting room takes no more people");

  private static final ErrorObject NO_ROOM =
      SERVER_ERROR.setDescription("there is no waiting room of that name");

  private static final ErrorObject NOT_NOW =
      TEMPORARILY_UNAVAILABLE.setDescription("the waiting room does not answer");

  /** What to do about somebody who holds this place, or none. */
  Step first(Optional<HeldPlace> held) {
    if (request.manner() != Manner.SILENT) {
      if (arrival == Arrival.EMBEDDED) {
        return notNow();
      }
      if (arrival == Arrival.JOINED && door == Door.WAITING_ROOM && held.isEmpty()) {
        return new Step.ShowNoCookies();
      }
    }
    return held.filter(this::isFresh).<Step>map(Step.AskTurn::new).orElseGet(this::withoutPlace);
  }

  /**
   * Whether a place is one that the site takes. Who has not come in by it yet may do so, however
   * long the wait was.
   */
  private boolean isFresh(HeldPlace place) {
    return place.use().filter(this::isDone).map(this::isRecent).orElse(true);
  }

  /**
   * Whether somebody came in. A code that no site took brought nobody in: a page was loaded twice,
   * a link was clicked twice, or the site failed, and the person tries again. After some minutes
   * nobody knows any more, and it counts as taken.
   */
  private boolean isDone(HeldPlace.Use use) {
    return !now.isBefore(use.codeEnd().plus(CodeUses.KNOWN_BEYOND)) || uses.wasUsed(use.code());
  }

  private boolean isRecent(HeldPlace.Use use) {
    return request.manner() != Manner.ANEW
        && request.maxAge().map(age -> !now.isAfter(use.at().plus(age))).orElse(true);
  }

  private Step withoutPlace() {
    if (request.manner() == Manner.SILENT) {
      return new Step.SendError(LOGIN_REQUIRED);
    }
    return switch (door) {
      case AUTHORIZE -> new Step.Join();
      case WAITING_ROOM -> new Step.ShowWaiting(Optional.empty());
    };
  }

  /** What to do when it is known how the place stands. */
  Step afterTurn(HeldPlace place, Turn turn) {
    return switch (turn) {
      case Turn.Here(var since, _) -> comeIn(place, since);
      case Turn.NotYet() -> waiting(place);
      case Turn.Over() -> withoutPlace();
      case Turn.NoSuchRoom() -> new Step.SendError(NO_ROOM);
      case Turn.NotKnown _ -> notNow();
    };
  }

  /** With a code that the site can redeem, for a login that it still knows of. */
  private Step comeIn(HeldPlace place, Instant since) {
    if (!uses.isLevel()) {
      return notNow();
    }
    Optional<URI> begin = request.client().initiateLoginUri().filter(_ -> isForgotten());
    return begin
        .<Step>map(Step.SendToBegin::new)
        .orElseGet(
            () -> new Step.SendCode(place, since, place.use().filter(this::isDone).isEmpty()));
  }

  private boolean isForgotten() {
    return request.manner() != Manner.SILENT
        && request.since().filter(asked -> asked.plus(REMEMBERED).isBefore(now)).isPresent();
  }

  private Step waiting(HeldPlace place) {
    if (request.manner() == Manner.SILENT) {
      return new Step.SendError(LOGIN_REQUIRED);
    }
    return switch (door) {
      case AUTHORIZE -> new Step.SendToWait(Optional.empty());
      case WAITING_ROOM -> new Step.ShowWaiting(Optional.of(place));
    };
  }

  /** What to do after somebody has tried to join. */
  Step.Last afterJoin(Joined joined) {
    return switch (joined) {
      case Joined.Place(var requestId) ->
          new Step.SendToWait(Optional.of(HeldPlace.unused(request.room(), requestId)));
      case Joined.Closed() -> new Step.SendError(CLOSED);
      case Joined.NoSuchRoom() -> new Step.SendError(NO_ROOM);
      case Joined.TooMany(var again) -> trouble(again);
      case Joined.Unanswered(var again, _) -> trouble(again);
    };
  }

  /** What to do about somebody for whom nothing can be done at the moment. */
  Step.Last notNow() {
    return trouble(SOON);
  }

  /** A person can wait here; whoever must not be asked is better served by the site. */
  private Step.Last trouble(Duration again) {
    return request.manner() == Manner.SILENT
        ? new Step.SendError(NOT_NOW)
        : new Step.ShowTrouble(again);
  }
}
