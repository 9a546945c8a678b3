package io.anteroom.tokens;

import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.tokens.Verdict.Flaw;
import io.anteroom.tokens.Verdict.Invalid;
import io.anteroom.tokens.Verdict.Valid;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Says whether a token is good for one purpose. It trusts the key source only: never a key, an
 * address or an algorithm that the token itself names (RFC 8725 sections 3.1 and 3.5). Safe for use
 * by many threads.
 */
public final class TokenVerifier {

  private final KeySource keys;
  private final Expectation expected;

  /** A verifier for one purpose. */
  public TokenVerifier(KeySource keys, Expectation expected) {
    this.keys = keys;
    this.expected = expected;
  }

  /** Checks everything; never throws for what a stranger may send. */
  public Verdict verify(String token, Instant now) {
    try {
      CompactToken parts = CompactToken.parse(token);
      if (!parts.isRs256()) {
        return new Invalid(Flaw.ALGORITHM);
      }
      Optional<KeyId> keyId = parts.keyId().map(KeyId::new);
      Optional<RSAPublicKey> key = keyId.flatMap(keys::find);
      if (key.isEmpty()) {
        return new Invalid(Flaw.UNKNOWN_KEY);
      }
      return parts.isSignedBy(key.get())
          ? judge(ReadClaims.of(keyId.get(), parts.payload()), now)
          : new Invalid(Flaw.SIGNATURE);
    } catch (IllegalArgumentException _) {
      return new Invalid(Flaw.MALFORMED);
    } catch (KeysUnavailableException _) {
      return new Invalid(Flaw.KEYS_UNAVAILABLE);
    }
  }

  private Verdict judge(ReadClaims read, Instant now) {
    TokenClaims claims = read.claims();
    if (!read.use().equals(expected.use().wireName())) {
      return new Invalid(Flaw.TOKEN_USE);
    }
    if (!claims.audience().equals(expected.audience())) {
      return new Invalid(Flaw.AUDIENCE);
    }
    if (!claims.issuer().equals(expected.issuer())) {
      return new Invalid(Flaw.ISSUER);
    }
    if (now.plus(expected.clockSkew()).isBefore(read.notBefore())) {
      return new Invalid(Flaw.NOT_YET_VALID);
    }
    if (!now.minus(expected.clockSkew()).isBefore(claims.expiresAt())) {
      return new Invalid(Flaw.EXPIRED);
    }
    return new Valid(claims);
  }
}
