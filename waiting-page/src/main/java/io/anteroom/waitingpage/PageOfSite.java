package io.anteroom.waitingpage;

import java.net.URI;
import java.util.Optional;

/**
 * Where a page stands that waits on its own, and where it leads.
 *
 * @param api the public origin, where the browser joins, asks how the line moves, and gets its
 *     token
 * @param eventId the room
 * @param enter takes the token, by {@code POST} with {@code Authorization: Bearer}, and keeps it in
 *     a cookie: a relative reference (RFC 3986 section 4.2) that names no host
 * @param onward where to go then, unless the page's own address says so in {@code return_to}: the
 *     same kind
 * @param plain a page where people wait without JavaScript, if there is one: the same kind
 */
public record PageOfSite(
    URI api, String eventId, String enter, String onward, Optional<String> plain) {

  /**
   * Checks that all links stay where the page is.
   *
   * @throws IllegalArgumentException if one does not
   */
  public PageOfSite {
    OwnLink.check("enter", enter);
    OwnLink.check("onward", onward);
    plain.ifPresent(link -> OwnLink.check("plain", link));
  }
}
