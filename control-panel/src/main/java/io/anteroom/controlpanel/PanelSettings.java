package io.anteroom.controlpanel;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Whose rooms a panel shows.
 *
 * @param publicOrigin where visitors reach the rooms
 * @param privateOrigin where the browser calls; may end in a path, such as the stage of a gateway
 * @param region what calls are signed for, unless whoever signs in says otherwise
 */
public record PanelSettings(URI publicOrigin, URI privateOrigin, String region) {

  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");

  /**
   * Checks that a browser can make something of them.
   *
   * @throws IllegalArgumentException if it can't
   */
  public PanelSettings {
    requireOrigin("the public origin", publicOrigin);
    requireOrigin("the private origin", privateOrigin);
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException("no region that signatures could name: " + region);
    }
  }

  private static void requireOrigin(String name, URI uri) {
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(name + " is no address of a web server: " + uri);
    }
  }
}
