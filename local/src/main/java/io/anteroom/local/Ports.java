package io.anteroom.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether the ports can be had, before anything is started. */
final class Ports {
  private Ports() {}

  /**
   * @throws CannotStart if one is taken; the message names it
   */
  static void requireFree(LocalSettings settings) {
    requireFree(publicAddress(settings), "public", LocalSettings.PUBLIC_PORT);
    requireFree(privateAddress(settings), "private", LocalSettings.PRIVATE_PORT);
    requireFree(oidcAddress(settings), "OpenID provider's", LocalSettings.OIDC_PORT);
    requireFree(siteAddress(settings), "sample site's", LocalSettings.SITE_PORT);
    requireFree(managementAddress(settings), "management", LocalSettings.MANAGEMENT_PORT);
  }

  static InetSocketAddress publicAddress(LocalSettings settings) {
    return new InetSocketAddress(settings.publicPort());
  }

  /** The private origin speaks plain HTTP, so it is for this machine alone. */
  static InetSocketAddress privateAddress(LocalSettings settings) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.privatePort());
  }

  /** Browsers are sent there, as to the public origin. */
  static InetSocketAddress oidcAddress(LocalSettings settings) {
    return new InetSocketAddress(settings.oidcPort());
  }

  /** A shop, for everybody. */
  static InetSocketAddress siteAddress(LocalSettings settings) {
    return new InetSocketAddress(settings.sitePort());
  }

  /** Who asks there need not say who they are, so it is for this machine alone, too. */
  static InetSocketAddress managementAddress(LocalSettings settings) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.managementPort());
  }

  private static void requireFree(InetSocketAddress address, String origin, String variable) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(address);
    } catch (IOException e) {
      throw new CannotStart(
          "port %d of the %s origin can't be used (%s); free it, or choose another with %s"
              .formatted(address.getPort(), origin, e.getMessage(), variable),
          e);
    }
  }
}
