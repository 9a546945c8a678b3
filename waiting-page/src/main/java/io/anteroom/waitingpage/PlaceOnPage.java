package io.anteroom.waitingpage;

import java.net.URI;
import java.util.Optional;

/**
 * Whose page it is.
 *
 * @param api the public origin, which the browser asks how the line moves
 * @param eventId the room
 * @param requestId the place in its line; empty when there is none, or none any more
 * @param here where to go when the turn has come: a relative reference (RFC 3986 section 4.2) that
 *     names no host
 * @param anew where to get a new place: the same kind
 * @param sight how the place stands, if anybody could say
 */
public record PlaceOnPage(
    URI api,
    String eventId,
    Optional<String> requestId,
    String here,
    String anew,
    Optional<Sight> sight) {

  /**
   * Checks that both links stay where the page is.
   *
   * @throws IllegalArgumentException if one does not
   */
  public PlaceOnPage {
    OwnLink.check("here", here);
    OwnLink.check("anew", anew);
  }
}
