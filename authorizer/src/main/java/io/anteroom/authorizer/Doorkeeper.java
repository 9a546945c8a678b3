package io.anteroom.authorizer;

import io.anteroom.authorizer.Decision.Allow;
import io.anteroom.authorizer.Decision.Deny;
import io.anteroom.tokens.TokenVerifier;
import io.anteroom.tokens.Verdict.Invalid;
import io.anteroom.tokens.Verdict.Valid;
import java.time.Instant;
import java.util.Optional;

/** Decides by what a caller sent. */
final class Doorkeeper {

  private static final String SCHEME = "Bearer ";

  private final TokenVerifier verifier;

  Doorkeeper(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  Decision decide(Optional<String> credentials, Instant now) {
    if (credentials.isEmpty()) {
      return Deny.MISSING;
    }
    return switch (verifier.verify(token(credentials.get()), now)) {
      case Valid valid -> new Allow(valid.claims());
      case Invalid invalid -> Deny.of(invalid.flaw());
    };
  }

  /**
   * The token behind the scheme (RFC 6750 section 2.1; its letters may be small or capital), or the
   * whole: clients of the retired product send the bare token. Another scheme makes no token.
   */
  private static String token(String credentials) {
    return credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? credentials.substring(SCHEME.length())
        : credentials;
  }
}
