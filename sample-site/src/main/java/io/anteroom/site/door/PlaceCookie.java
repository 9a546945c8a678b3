package io.anteroom.site.door;

import io.anteroom.domain.ticket.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The cookie that holds the place of a browser without scripts. */
final class PlaceCookie {

  private static final String NAME = "anteroom_place";

  /** Longer than anybody waits for an evening. */
  private static final Duration KEPT_FOR = Duration.ofDays(1);

  private final Cookies cookies;

  PlaceCookie(boolean secure) {
    this.cookies = new Cookies(NAME, PlainLine.PATH, secure);
  }

  void keep(RequestId place, HttpServletResponse response) {
    cookies.keep(place.toString(), KEPT_FOR, response);
  }

  void forget(HttpServletResponse response) {
    cookies.forget(response);
  }

  /** The place, unless somebody has written something else into it. */
  Optional<RequestId> in(HttpServletRequest request) {
    return cookies.in(request).flatMap(PlaceCookie::parsed).findFirst();
  }

  private static Stream<RequestId> parsed(String value) {
    try {
      return Stream.of(RequestId.parse(value));
    } catch (IllegalArgumentException _) {
      return Stream.empty();
    }
  }
}
