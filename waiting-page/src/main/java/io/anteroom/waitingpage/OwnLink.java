package io.anteroom.waitingpage;

import java.net.URI;

/** A link that stays where the page is. */
final class OwnLink {

  private OwnLink() {}

  /**
   * A browser takes two slashes for the beginning of a host's name, and so it takes three.
   *
   * @throws IllegalArgumentException if it is no link, or leads elsewhere
   */
  static void check(String name, String link) {
    if (link.startsWith("//") || parsed(name, link).isAbsolute()) {
      throw new IllegalArgumentException(name + " leaves the origin of the page: " + link);
    }
  }

  private static URI parsed(String name, String link) {
    try {
      return URI.create(link);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " is no link: " + link, e);
    }
  }
}
