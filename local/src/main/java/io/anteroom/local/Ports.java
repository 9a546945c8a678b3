package io.anteroom.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether the two ports can be had, before anything is started. */
final class Ports {
  private Ports() {}

  /**
   * @throws CannotStart if one is taken; the message names it
   */
  static void requireFree(LocalSettings settings) {
    requireFree(settings.publicPort(), "public", LocalSettings.PUBLIC_PORT);
    requireFree(settings.privatePort(), "private", LocalSettings.PRIVATE_PORT);
  }

  private static void requireFree(int port, String origin, String variable) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(port));
    } catch (IOException e) {
      throw new CannotStart(
          "port %d of the %s origin can't be used (%s); free it, or choose another with %s"
              .formatted(port, origin, e.getMessage(), variable),
          e);
    }
  }
}
