package io.anteroom.site.door;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * One cookie of the shop: for no script to read, and not sent along by other sites' forms.
 *
 * @param name of the cookie
 * @param path of the pages that get it
 * @param secure whether only TLS may carry it
 */
record Cookies(String name, String path, boolean secure) {

  /** Its values; browsers may have several of one name. */
  Stream<String> in(HttpServletRequest request) {
    Cookie[] all = request.getCookies();
    return Arrays.stream(all == null ? new Cookie[0] : all)
        .filter(cookie -> cookie.getName().equals(name))
        .map(Cookie::getValue);
  }

  void keep(String value, Duration keptFor, HttpServletResponse response) {
    Cookie cookie = new Cookie(name, value);
    cookie.setPath(path);
    cookie.setMaxAge(Math.toIntExact(keptFor.toSeconds()));
    cookie.setSecure(secure);
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
  }

  void forget(HttpServletResponse response) {
    keep("", Duration.ZERO, response);
  }
}
