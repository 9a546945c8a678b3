package io.anteroom.waitingpage;

import java.util.Locale;

/** What else there is to say to people, on a page of its own. */
public enum Notice {
  /** A site's link is wrong, so nobody can be sent back there. */
  NO_WAY_BACK,
  /** The browser does not keep a place. */
  NO_COOKIES,
  /** Somebody whom it takes does not answer, or too many people come at once. */
  NOT_NOW;

  /** The name of its title among the texts. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name of what it says below. */
  String words() {
    return title() + ".more";
  }
}
