package io.anteroom.local;

import java.util.List;

/**
 * What the command line asks for.
 *
 * @param fresh forget what earlier runs left
 * @param help only say what can be asked
 */
record UpOptions(boolean fresh, boolean help) {
  static final String USAGE =
      """
      Usage: ./anteroom up [--fresh]

        --fresh   start empty: forget rooms, numbers, tokens, keys and credentials of earlier runs

      Environment:
        ANTEROOM_PUBLIC_PORT        port of the public origin, 8080
        ANTEROOM_PRIVATE_PORT       port of the private origin, 8081
        ANTEROOM_OIDC_PORT          port of the OpenID provider, 8082
        ANTEROOM_SITE_PORT          port of the sample site with the control panel, 8083
        ANTEROOM_MANAGEMENT_PORT    port of health and metrics, 8079
        ANTEROOM_ORIGIN_KEYS        keys, separated by commas; the public origin asks for one
        ANTEROOM_OIDC_CLIENTS       the sites that log in by OpenID Connect, as JSON
        ANTEROOM_OIDC_CLIENTS_FILE  a file with them instead
        ANTEROOM_HOME               where the state is kept, .anteroom
        EVENT_ID                    the first room, Sample
        ANTEROOM_JAVA_OPTS          more options for Java
      """;

  /**
   * Reads them.
   *
   * @throws CannotStart if one is unknown
   */
  static UpOptions from(List<String> arguments) {
    boolean fresh = false;
    boolean help = false;
    for (String argument : arguments) {
      switch (argument) {
        case "--fresh" -> fresh = true;
        case "--help", "-h" -> help = true;
        default ->
            throw new CannotStart("there is no option '" + argument + "'; up --help lists them");
      }
    }
    return new UpOptions(fresh, help);
  }
}
