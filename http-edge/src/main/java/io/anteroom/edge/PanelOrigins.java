package io.anteroom.edge;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Where control panels are served whose pages may call the private origin. */
final class PanelOrigins {

  private static final String SETTING = "anteroom.panel-origins";

  /** One for each way by which operators reach their panel. */
  private static final int MOST = 16;

  /** As browsers write it: no default port. Panels sign, which browsers do for no other pages. */
  private static final Pattern ORIGIN =
      Pattern.compile(
          "https://(?!.*:443$)(?:[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::[1-9][0-9]{0,4})?"
              + "|http://(?!.*:80$)(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::[1-9][0-9]{0,4})?");

  private PanelOrigins() {}

  /**
   * Checks what is configured.
   *
   * @throws IllegalArgumentException if a browser would never send one of them so, or there are too
   *     many
   */
  static Set<String> checked(List<String> origins) {
    if (origins.size() > MOST) {
      throw new IllegalArgumentException(
          SETTING + " must hold at most " + MOST + " origins, not " + origins.size());
    }
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            SETTING
                + " must hold origins such as https://panel.example or http://localhost:8083,"
                + " in small letters and without a path or a default port, not "
                + origin);
      }
    }
    return Set.copyOf(origins);
  }
}
