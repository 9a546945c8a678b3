package io.anteroom.inlets.plan;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses as settings have them. */
final class HttpUrl {

  private HttpUrl() {}

  /** Reads an address of http or https; empty if it is none. */
  static Optional<URI> read(String text) {
    try {
      URI uri = new URI(text);
      boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return isHttp && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
