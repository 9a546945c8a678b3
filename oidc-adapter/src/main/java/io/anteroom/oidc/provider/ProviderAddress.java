package io.anteroom.oidc.provider;

import io.anteroom.domain.token.Issuer;
import java.net.URI;
import java.util.Set;

/**
 * Where this provider is reached, and what its tokens name as their issuer (OpenID Connect Core 1.0
 * section 2, {@code iss}).
 *
 * @param origin {@code http} or {@code https}, host, and port where it is not the usual one
 */
public record ProviderAddress(URI origin) {

  /** Where people are sent to log in. */
  public static final String AUTHORIZE = "/authorize";

  /** Where they wait. */
  public static final String WAITING_ROOM = "/waiting_room";

  /** Where sites get tokens for codes. */
  public static final String TOKEN = "/token";

  /** Where the claims of a token can be read. */
  public static final String USER_INFO = "/userInfo";

  /** Where all this is described. */
  public static final String DISCOVERY = "/.well-known/openid-configuration";

  /** Where the keys of tokens are. */
  public static final String KEYS = "/.well-known/jwks.json";

  private static final Set<String> SCHEMES = Set.of("http", "https");

  /**
   * @throws IllegalArgumentException if that is more or less than an origin: the standard's own
   *     paths begin at its root
   */
  public ProviderAddress {
    if (!SCHEMES.contains(String.valueOf(origin.getScheme()))
        || origin.getHost() == null
        || origin.getRawUserInfo() != null
        || !origin.getRawPath().isEmpty()
        || origin.getRawQuery() != null
        || origin.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "anteroom.oidc.issuer (ANTEROOM_OIDC_ISSUER) must be like https://login.example, without"
              + " path or slash at the end, not "
              + origin);
    }
  }

  /** As tokens name it. */
  public Issuer issuer() {
    return new Issuer(origin.toString());
  }

  /** The whole address of one of its paths. */
  public URI at(String path) {
    return URI.create(origin + path);
  }

  /** Whether browsers reach it by https, and cookies may be bound to that. */
  public boolean isSecure() {
    return "https".equals(origin.getScheme());
  }
}
