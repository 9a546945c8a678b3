package io.anteroom.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.anteroom.domain.token.KeyId;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public halves of signing keys, as published (RFC 7517). */
public final class PublicKeys implements KeySource {

  private final Map<KeyId, RSAKey> keys = new LinkedHashMap<>();
  private final Map<KeyId, RSAPublicKey> trusted = new LinkedHashMap<>();

  private PublicKeys(List<RSAKey> keys) throws JOSEException {
    for (RSAKey key : keys) {
      KeyId id = new KeyId(key.getKeyID());
      this.keys.put(id, key.toPublicJWK());
      this.trusted.put(id, key.toRSAPublicKey());
    }
  }

  static PublicKeys of(List<RSAKey> keys) {
    try {
      return new PublicKeys(keys);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("not an RSA key", e);
    }
  }

  /**
   * Reads one JWK, or a JWK set.
   *
   * @throws IllegalArgumentException if the text is neither, or holds a key that is not RSA or has
   *     no {@code kid}
   */
  public static PublicKeys parse(String json) {
    try {
      Map<String, Object> object = JSONObjectUtils.parse(json);
      List<JWK> all =
          object.containsKey("keys") ? JWKSet.parse(object).getKeys() : List.of(JWK.parse(object));
      List<RSAKey> rsa = new ArrayList<>();
      for (JWK key : all) {
        if (!(key instanceof RSAKey rsaKey) || key.getKeyID() == null) {
          throw new IllegalArgumentException("a key is not RSA or has no kid");
        }
        rsa.add(rsaKey);
      }
      return new PublicKeys(rsa);
    } catch (ParseException | JOSEException e) {
      throw new IllegalArgumentException("not a JWK or JWK set: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<RSAPublicKey> find(KeyId keyId) {
    return Optional.ofNullable(trusted.get(keyId));
  }

  /** One key as JSON: {@code kty alg kid n e use}; empty if there is none of that id. */
  public Optional<String> jwk(KeyId keyId) {
    return Optional.ofNullable(keys.get(keyId)).map(PublicKeys::render);
  }

  private static String render(RSAKey key) {
    return new JsonText()
        .put("kty", "RSA")
        .put("alg", "RS256")
        .put("kid", key.getKeyID())
        .put("n", key.getModulus().toString())
        .put("e", key.getPublicExponent().toString())
        .put("use", "sig")
        .toString();
  }
}
