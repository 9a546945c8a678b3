package io.anteroom.tokens;

import io.anteroom.domain.token.KeyId;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The public halves of signing keys, as published (RFC 7517). Like all that a verifier needs it
 * does without Nimbus, so that a small verifier can leave that out.
 */
public final class PublicKeys implements KeySource {

  private final Map<KeyId, RSAPublicKey> keys;

  PublicKeys(Map<KeyId, RSAPublicKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads one JWK, or a JWK set. Keys in it that can't check a token are passed over: of another
   * kind, with members missing, or out of range (RFC 7517 section 5). One that is broken must not
   * take the others away.
   *
   * @throws IllegalArgumentException if the text is neither, no key is left, or two have one name
   */
  public static PublicKeys parse(String json) {
    Map<?, ?> object = StrictJson.object(json);
    Map<KeyId, RSAPublicKey> keys = new LinkedHashMap<>();
    for (Object entry : object.get("keys") instanceof List<?> set ? set : List.of(object)) {
      if (entry instanceof Map<?, ?> jwk && checksTokens(jwk)) {
        usable(jwk).ifPresent(key -> add(keys, key));
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "no RSA key of %d to %d bits that has a kid and is for RS256"
              .formatted(SigningKeys.MIN_BITS, SigningKeys.MAX_BITS));
    }
    return new PublicKeys(keys);
  }

  private static void add(Map<KeyId, RSAPublicKey> keys, Map.Entry<KeyId, RSAPublicKey> key) {
    if (keys.put(key.getKey(), key.getValue()) != null) {
      throw new IllegalArgumentException("two keys have the same kid");
    }
  }

  private static Optional<Map.Entry<KeyId, RSAPublicKey>> usable(Map<?, ?> jwk) {
    try {
      return Optional.of(Map.entry(new KeyId(text(jwk, "kid")), publicKey(jwk)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean checksTokens(Map<?, ?> jwk) {
    return "RSA".equals(jwk.get("kty"))
        && jwk.containsKey("kid")
        && (!jwk.containsKey("alg") || "RS256".equals(jwk.get("alg")))
        && (!jwk.containsKey("use") || "sig".equals(jwk.get("use")));
  }

  private static RSAPublicKey publicKey(Map<?, ?> jwk) {
    RSAPublicKeySpec numbers =
        new RSAPublicKeySpec(
            Base64Url.decodeNumber(text(jwk, "n")), Base64Url.decodeNumber(text(jwk, "e")));
    int bits = numbers.getModulus().bitLength();
    if (bits < SigningKeys.MIN_BITS || bits > SigningKeys.MAX_BITS) {
      throw new IllegalArgumentException("a key has " + bits + " bits");
    }
    try {
      return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(numbers);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an RSA key", e);
    }
  }

  private static String text(Map<?, ?> jwk, String member) {
    if (jwk.get(member) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(member + " of a key must be a text");
  }

  @Override
  public Optional<RSAPublicKey> find(KeyId keyId) {
    return Optional.ofNullable(keys.get(keyId));
  }

  /** One key as JSON: {@code kty alg kid n e use}; empty if there is none of that id. */
  public Optional<String> jwk(KeyId keyId) {
    return find(keyId).map(key -> render(keyId, key));
  }

  /** All of them as a JWK set. */
  public String jwks() {
    return keys.entrySet().stream()
        .map(key -> render(key.getKey(), key.getValue()))
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  private static String render(KeyId keyId, RSAPublicKey key) {
    return new JsonText()
        .put("kty", "RSA")
        .put("alg", "RS256")
        .put("kid", keyId.value())
        .put("n", Base64Url.encode(key.getModulus()))
        .put("e", Base64Url.encode(key.getPublicExponent()))
        .put("use", "sig")
        .toString();
  }
}
