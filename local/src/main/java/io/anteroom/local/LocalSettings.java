package io.anteroom.local;

import io.anteroom.domain.ticket.EventId;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says about a local stack.
 *
 * @param home where the stack keeps its state
 * @param publicPort port of the public origin
 * @param privatePort port of the private origin
 * @param oidcPort port of the OpenID provider
 * @param sitePort port of the sample site
 * @param managementPort port of health and metrics
 * @param firstRoom the room that is made when the stack first starts
 */
record LocalSettings(
    Path home,
    int publicPort,
    int privatePort,
    int oidcPort,
    int sitePort,
    int managementPort,
    EventId firstRoom) {
  static final String PUBLIC_PORT = "ANTEROOM_PUBLIC_PORT";
  static final String PRIVATE_PORT = "ANTEROOM_PRIVATE_PORT";
  static final String OIDC_PORT = "ANTEROOM_OIDC_PORT";
  static final String SITE_PORT = "ANTEROOM_SITE_PORT";
  static final String MANAGEMENT_PORT = "ANTEROOM_MANAGEMENT_PORT";
  static final String HOME = "ANTEROOM_HOME";
  static final String FIRST_ROOM = "EVENT_ID";

  private static final int MAX_PORT = 65_535;

  /**
   * Reads them.
   *
   * @throws CannotStart if a value can't be used; the message names it
   */
  static LocalSettings from(Map<String, String> environment) {
    LocalSettings settings =
        new LocalSettings(
            Path.of(value(environment, HOME).orElse(".anteroom")).toAbsolutePath().normalize(),
            port(environment, PUBLIC_PORT, 8080),
            port(environment, PRIVATE_PORT, 8081),
            port(environment, OIDC_PORT, 8082),
            port(environment, SITE_PORT, 8083),
            port(environment, MANAGEMENT_PORT, 8079),
            room(value(environment, FIRST_ROOM).orElse("Sample")));
    settings.requirePortsOfTheirOwn();
    return settings;
  }

  private void requirePortsOfTheirOwn() {
    Map<Integer, String> names = new HashMap<>();
    requireOwn(names, PUBLIC_PORT, publicPort);
    requireOwn(names, PRIVATE_PORT, privatePort);
    requireOwn(names, OIDC_PORT, oidcPort);
    requireOwn(names, SITE_PORT, sitePort);
    requireOwn(names, MANAGEMENT_PORT, managementPort);
  }

  private static void requireOwn(Map<Integer, String> names, String name, int port) {
    String other = names.putIfAbsent(port, name);
    if (other != null) {
      throw new CannotStart(
          "%s and %s are both %d; each needs a port of its own".formatted(other, name, port));
    }
  }

  URI publicOrigin() {
    return URI.create("http://localhost:" + publicPort);
  }

  URI privateOrigin() {
    return URI.create("http://localhost:" + privatePort);
  }

  URI oidc() {
    return URI.create("http://localhost:" + oidcPort);
  }

  URI site() {
    return URI.create("http://localhost:" + sitePort);
  }

  URI management() {
    return URI.create("http://localhost:" + managementPort);
  }

  private static int port(Map<String, String> environment, String name, int otherwise) {
    Optional<String> text = value(environment, name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int port = Integer.parseInt(text.get());
      if (port >= 1 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Told below, like a number out of range.
    }
    throw new CannotStart(
        "%s must be a port from 1 to %d, not '%s'".formatted(name, MAX_PORT, text.get()));
  }

  private static EventId room(String name) {
    try {
      return new EventId(name);
    } catch (IllegalArgumentException e) {
      throw new CannotStart(FIRST_ROOM + " can't be used: " + e.getMessage(), e);
    }
  }

  /** An empty variable counts as none: that is how shells and unit files unset one. */
  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }
}
