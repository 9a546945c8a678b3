package io.anteroom.tokenvectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A key that signs token vectors and nothing else; as a JWK with its private exponent. */
record SigningKey(JsonNode jwk) {

  private static final List<SigningKey> ALL = read();

  /** Published; signs new tokens. */
  static final SigningKey CURRENT = ALL.get(0);

  /** Published; signed tokens before. */
  static final SigningKey OLDER = ALL.get(1);

  /** Not published. Its owner holds a certificate for it, made by himself. */
  static final SigningKey STRANGERS = ALL.get(2);

  private static List<SigningKey> read() {
    try (InputStream in = SigningKey.class.getResourceAsStream("/keys.json")) {
      return JsonMapper.shared()
          .readTree(in)
          .required("keys")
          .valueStream()
          .map(SigningKey::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String id() {
    return text("kid");
  }

  /** The chain of certificates (RFC 7517 section 4.7), as JSON. */
  String certificates() {
    return jwk.required("x5c").toString();
  }

  /** The public half, member by member as token-service publishes it. */
  String publicJwk() {
    return """
    {"kty":"RSA","alg":"RS256","kid":"%s","n":"%s","e":"%s","use":"sig"}\
    """
        .formatted(id(), text("n"), text("e"));
  }

  PublicKey publicHalf() {
    try {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(number("n"), number("e")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  PrivateKey privateHalf() {
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new RSAPrivateKeySpec(number("n"), number("d")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] modulus() {
    return Base64.getUrlDecoder().decode(text("n"));
  }

  private BigInteger number(String member) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(text(member)));
  }

  private String text(String member) {
    return jwk.required(member).stringValue();
  }
}
