package io.anteroom.tokens.servlet;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Finds what a request offers as a token. A bearer token (RFC 6750 section 2.1) counts alone; other
 * schemes are the site's own business.
 *
 * @param cookie the name of the cookie that may hold one
 */
record OfferedTokens(String cookie) {

  private static final String SCHEME = "Bearer ";

  /** Cookies of one name come from several paths or hosts; more of them only cost time. */
  private static final int MAX_COOKIES = 4;

  List<String> in(HttpServletRequest request) {
    List<String> bearer =
        Collections.list(request.getHeaders("Authorization")).stream()
            .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            .toList();
    if (bearer.size() > 1) {
      return List.of(""); // Nobody can say which of them is meant.
    }
    return bearer.isEmpty()
        ? cookies(request)
        : List.of(bearer.getFirst().substring(SCHEME.length()));
  }

  private List<String> cookies(HttpServletRequest request) {
    Cookie[] all = request.getCookies();
    if (all == null) {
      return List.of();
    }
    return Arrays.stream(all)
        .filter(candidate -> candidate.getName().equals(cookie))
        .limit(MAX_COOKIES)
        .map(Cookie::getValue)
        .toList();
  }
}
