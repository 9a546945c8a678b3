package io.anteroom.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.anteroom.domain.token.TokenClaims;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.text.ParseException;
import java.time.Instant;

/** Signs with one key; what it needs is made once. */
final class KeySigner {

  private static final byte[] PROBE = "probe".getBytes(StandardCharsets.US_ASCII);

  private final JWSHeader header;
  private final RSASSASigner signer;

  private KeySigner(JWSHeader header, RSASSASigner signer) {
    this.header = header;
    this.signer = signer;
  }

  static KeySigner of(RSAKey key, RsaProvider provider) {
    Base64URL header =
        Base64URL.encode(
            new JsonText()
                .put("alg", "RS256")
                .put("typ", "JWT")
                .put("kid", key.getKeyID())
                .toBytes());
    try {
      RSASSASigner signer = new RSASSASigner(ownKey(key.toPrivateKey(), provider));
      provider.provider().ifPresent(signer.getJCAContext()::setProvider);
      return new KeySigner(JWSHeader.parse(header), signer);
    } catch (JOSEException | GeneralSecurityException | ParseException e) {
      throw new IllegalStateException("key " + key.getKeyID() + " can't sign", e);
    }
  }

  /**
   * The key as an object of the provider's own. With one of the JDK's the native provider would
   * read the key anew for each signature, and be hardly faster than the JDK.
   */
  private static PrivateKey ownKey(PrivateKey key, RsaProvider provider)
      throws GeneralSecurityException {
    if (provider.provider().isEmpty()) {
      return key;
    }
    return (PrivateKey) KeyFactory.getInstance("RSA", provider.provider().get()).translateKey(key);
  }

  /** Signs one fixed text: equal for all providers. */
  Base64URL signProbe() {
    return sign(PROBE);
  }

  /** Says whether the public half opens what the private half signs. */
  static boolean isPair(RSAKey key) throws JOSEException {
    KeySigner signer = of(key, RsaProvider.jdk("to test a key"));
    return new RSASSAVerifier(key).verify(signer.header, PROBE, signer.signProbe());
  }

  String token(TokenClaims claims, TokenUse use) {
    return signed(payload(claims, use, claims.issuedAt()));
  }

  /** An id token for an OpenID client. */
  String idToken(TokenClaims claims, OpenIdClaims more) {
    JsonText payload = payload(claims, TokenUse.ID, more.login().orElse(claims.issuedAt()));
    if (more.login().isPresent()) {
      payload.put("auth_time", claims.issuedAt().getEpochSecond());
    }
    more.nonce().ifPresent(nonce -> payload.put("nonce", nonce));
    return signed(payload);
  }

  private String signed(JsonText payload) {
    String input = header.toBase64URL() + "." + Base64URL.encode(payload.toBytes());
    return input + "." + sign(input.getBytes(StandardCharsets.US_ASCII));
  }

  private Base64URL sign(byte[] input) {
    try {
      return signer.sign(header, input);
    } catch (JOSEException e) {
      throw new IllegalStateException("key " + header.getKeyID() + " can't sign", e);
    }
  }

  private static JsonText payload(TokenClaims claims, TokenUse use, Instant issuedAt) {
    return new JsonText()
        .put("aud", claims.audience().value())
        .put("sub", claims.subject().toString())
        .put("queue_position", claims.queuePosition().value())
        .put("token_use", use.wireName())
        .put("iat", issuedAt.getEpochSecond())
        .put("nbf", claims.issuedAt().getEpochSecond())
        .put("exp", claims.expiresAt().getEpochSecond())
        .put("iss", claims.issuer().value())
        .put("jti", claims.tokenId().value());
  }
}
