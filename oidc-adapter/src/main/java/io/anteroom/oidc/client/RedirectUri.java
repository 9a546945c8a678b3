package io.anteroom.oidc.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** What makes an address to which people may be sent back (RFC 6749 section 3.1.2). */
final class RedirectUri {

  /** A code and a state are added to it, and browsers and proxies bound the whole. */
  private static final int LONGEST = 1024;

  static final String RULE =
      "absolute http or https addresses, all different, of at most "
          + LONGEST
          + " ASCII characters, without user or fragment,";

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private RedirectUri() {}

  static boolean isGood(String text) {
    if (text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      return false;
    }
    try {
      URI uri = new URI(text);
      return SCHEMES.contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
