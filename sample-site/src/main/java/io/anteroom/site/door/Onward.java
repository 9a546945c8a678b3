package io.anteroom.site.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.tokens.servlet.OwnPath;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.util.Optional;

/** Where somebody wanted to go before they had to wait. */
final class Onward {

  /** The name under which the filter of {@code tokens} says it. */
  private static final String PARAMETER = "return_to";

  /** Where whoever has a turn can go, whatever they wanted before. */
  static final String SEARCH = "/search";

  private Onward() {}

  /** A path of ours: anybody can write such an address, and have it lead elsewhere. */
  static String in(HttpServletRequest request) {
    return Optional.ofNullable(request.getParameter(PARAMETER))
        .filter(OwnPath::isSafe)
        .orElse(SEARCH);
  }

  /** The address of a page that sends people there in the end. */
  static String through(String page, String onward) {
    return page + "?" + PARAMETER + "=" + URLEncoder.encode(onward, UTF_8);
  }
}
