package io.anteroom.oidc.authorize;

import com.nimbusds.oauth2.sdk.ErrorObject;
import io.anteroom.oidc.place.HeldPlace;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is to be done next about a person who was sent here. */
sealed interface Step {

  /** Ask how this place stands. */
  record AskTurn(HeldPlace place) implements Step {}

  /** Join the line. */
  record Join() implements Step {}

  /** Whatever ends the visit, for now. */
  sealed interface Last extends Step {}

  /**
   * Send them back to the site with a code.
   *
   * @param place by which they come in
   * @param since when its tokens were made
   * @param isNews whether the browser is to keep that they do: they have not come in by it before
   */
  record SendCode(HeldPlace place, Instant since, boolean isNews) implements Last {}

  /**
   * Send them to where the site begins a login. It comes again at once, and gets its code then.
   *
   * @param uri one of the site's own
   */
  record SendToBegin(URI uri) implements Last {}

  /** Send them back to the site, and tell it why there is no code. */
  record SendError(ErrorObject error) implements Last {}

  /**
   * Send them to the waiting room.
   *
   * @param fresh the place that they have just got
   */
  record SendToWait(Optional<HeldPlace> fresh) implements Last {}

  /**
   * Show them the waiting page.
   *
   * @param place empty if they have none, or none that is good any more
   */
  record ShowWaiting(Optional<HeldPlace> place) implements Last {}

  /** Tell them that nobody can wait without cookies. */
  record ShowNoCookies() implements Last {}

  /** Ask them for patience, since somebody whom this takes does not answer. */
  record ShowTrouble(Duration again) implements Last {}
}
