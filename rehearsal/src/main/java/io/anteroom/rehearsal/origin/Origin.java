package io.anteroom.rehearsal.origin;

import java.net.URI;
import java.util.Locale;

/**
 * Where an API lives: {@code http} or {@code https}, host, port, and perhaps a path before all
 * others.
 */
public record Origin(boolean secure, String host, int port, String prefix) {

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it is no address of an HTTP origin
   */
  public static Origin parse(String text) {
    URI uri = uri(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("https");
    if (!(secure || scheme.equals("http"))
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || uri.getRawUserInfo() != null) {
      throw notAnOrigin(text);
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : defaultPort(secure);
    return new Origin(secure, uri.getHost(), port, uri.getRawPath().replaceAll("/+$", ""));
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException _) {
      throw notAnOrigin(text);
    }
  }

  private static IllegalArgumentException notAnOrigin(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is no address of an origin, like http://localhost:8080");
  }

  private static int defaultPort(boolean secure) {
    return secure ? 443 : 80;
  }

  /** The value of the header {@code Host}: the port only where it is not the usual one. */
  String authority() {
    return port == defaultPort(secure) ? host : host + ":" + port;
  }

  @Override
  public String toString() {
    return (secure ? "https://" : "http://") + authority() + prefix;
  }
}
