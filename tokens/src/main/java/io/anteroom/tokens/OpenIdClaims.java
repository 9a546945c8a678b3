package io.anteroom.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;

/**
 * What an OpenID client asks to find in its id token, beside the claims that are in the log (OpenID
 * Connect Core 1.0 section 2).
 *
 * @param nonce the client's mark for this login, 1 to 512 characters, given back as it came
 * @param login when this login is: then {@code iat} says so, and {@code auth_time} when the person
 *     was let in. Clients refuse an id token that was issued minutes ago, and a place may be good
 *     for hours.
 */
public record OpenIdClaims(Optional<String> nonce, Optional<Instant> login) {

  /** Nothing is asked for. */
  public static final OpenIdClaims NONE = new OpenIdClaims(Optional.empty(), Optional.empty());

  /** Those in use take 20 to 100; it has to fit into an address, with all the rest. */
  public static final int MAX_NONCE = 512;

  /**
   * @throws IllegalArgumentException if the nonce is out of bounds, or no Unicode text
   */
  public OpenIdClaims {
    nonce.ifPresent(OpenIdClaims::requireNonce);
  }

  private static void requireNonce(String nonce) {
    if (nonce.isEmpty()
        || nonce.length() > MAX_NONCE
        || nonce.chars().anyMatch(Character::isISOControl)
        || !UTF_8.newEncoder().canEncode(nonce)) {
      throw new IllegalArgumentException(
          "nonce must be 1 to " + MAX_NONCE + " characters, and none a control character");
    }
  }
}
