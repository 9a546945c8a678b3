package io.anteroom.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.tokens.Verdict.Flaw;
import io.anteroom.tokens.Verdict.Invalid;
import io.anteroom.tokens.Verdict.Valid;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says whether a token is good for one purpose. It trusts the key source only: never a key, an
 * address or an algorithm that the token itself names (RFC 8725 sections 3.1 and 3.5). Safe for use
 * by many threads.
 */
public final class TokenVerifier {

  /** Longer than any token that a signer makes, in characters. */
  private static final int MAX_LENGTH = 8192;

  private static final Pattern COMPACT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

  private final KeySource keys;
  private final Expectation expected;

  /** A verifier for one purpose. */
  public TokenVerifier(KeySource keys, Expectation expected) {
    this.keys = keys;
    this.expected = expected;
  }

  /** Checks everything; never throws for what a stranger may send. */
  public Verdict verify(String token, Instant now) {
    if (token.length() > MAX_LENGTH || !COMPACT.matcher(token).matches()) {
      return new Invalid(Flaw.MALFORMED);
    }
    try {
      JWSObject jws = JWSObject.parse(token);
      Optional<Flaw> forged = forgery(jws);
      return forged.isPresent()
          ? new Invalid(forged.get())
          : judge(ReadClaims.of(jws.getHeader().getKeyID(), jws.getPayload()), now);
    } catch (ParseException | JOSEException | IllegalArgumentException _) {
      return new Invalid(Flaw.MALFORMED);
    }
  }

  private Optional<Flaw> forgery(JWSObject jws) throws JOSEException {
    if (!JWSAlgorithm.RS256.equals(jws.getHeader().getAlgorithm())) {
      return Optional.of(Flaw.ALGORITHM);
    }
    Optional<RSAPublicKey> key =
        Optional.ofNullable(jws.getHeader().getKeyID()).map(KeyId::new).flatMap(keys::find);
    if (key.isEmpty()) {
      return Optional.of(Flaw.UNKNOWN_KEY);
    }
    return jws.verify(new RSASSAVerifier(key.get()))
        ? Optional.empty()
        : Optional.of(Flaw.SIGNATURE);
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
