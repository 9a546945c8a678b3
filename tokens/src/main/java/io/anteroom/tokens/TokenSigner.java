package io.anteroom.tokens;

import com.nimbusds.jose.jwk.RSAKey;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.TokenClaims;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns claims into tokens. The same claims give the same bytes, every time and on every machine:
 * header and payload are written in one fixed order, and RS256 (RFC 8017 section 8.2,
 * RSASSA-PKCS1-v1_5) has no randomness. Safe for use by many threads; one call costs three
 * signatures.
 */
public final class TokenSigner {

  private final Map<KeyId, KeySigner> signers;
  private final String provider;

  /** A signer with these keys and the fastest provider that works with them. */
  public TokenSigner(SigningKeys keys) {
    this(keys, RsaProvider.fastest());
  }

  TokenSigner(SigningKeys keys, RsaProvider fastest) {
    RsaProvider chosen = agreesWithJdk(keys, fastest);
    this.signers = signers(keys, chosen);
    this.provider = chosen.description();
  }

  private static Map<KeyId, KeySigner> signers(SigningKeys keys, RsaProvider provider) {
    Map<KeyId, KeySigner> signers = new HashMap<>();
    for (RSAKey key : keys.keys()) {
      signers.put(new KeyId(key.getKeyID()), KeySigner.of(key, provider));
    }
    return Map.copyOf(signers);
  }

  /** A provider that signs in another way, or not at all, would break every token made before. */
  private static RsaProvider agreesWithJdk(SigningKeys keys, RsaProvider candidate) {
    if (candidate.provider().isEmpty()) {
      return candidate;
    }
    RsaProvider jdk = RsaProvider.jdk("the native provider gives other signatures");
    try {
      boolean agrees =
          keys.keys().stream()
              .allMatch(key ->
                  KeySigner.of(key, candidate)
                      .signProbe()
                      .equals(KeySigner.of(key, jdk).signProbe()));
      return agrees ? candidate : jdk;
    } catch (RuntimeException e) {
      return RsaProvider.jdk("the native provider fails: " + e.getMessage());
    }
  }

  /**
   * Signs claims three times: as access, refresh and id token.
   *
   * @throws UnknownSigningKeyException if the key that the claims name is gone
   */
  public SignedTokens sign(TokenClaims claims) {
    KeySigner signer = signer(claims);
    return new SignedTokens(
        signer.token(claims, TokenUse.ACCESS),
        signer.token(claims, TokenUse.REFRESH),
        signer.token(claims, TokenUse.ID));
  }

  /**
   * Signs claims once, as an id token that says more.
   *
   * @throws UnknownSigningKeyException if the key that the claims name is gone
   */
  public String signId(TokenClaims claims, OpenIdClaims more) {
    return signer(claims).idToken(claims, more);
  }

  private KeySigner signer(TokenClaims claims) {
    KeySigner signer = signers.get(claims.keyId());
    if (signer == null) {
      throw new UnknownSigningKeyException(claims.keyId());
    }
    return signer;
  }

  /** Who does the arithmetic, for the log. */
  public String provider() {
    return provider;
  }
}
