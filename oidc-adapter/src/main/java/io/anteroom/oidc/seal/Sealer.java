package io.anteroom.oidc.seal;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Seals a few claims into a text that others can neither read nor change nor make: a JWE (RFC 7516)
 * with a key that only this provider has. What was sealed for one use can't be opened for another.
 * Safe for use by many threads.
 *
 * <p>Each text has 96 bits of chance for its own. Up to 2^32 texts under one key these may be
 * trusted never to repeat (NIST SP 800-38D section 8.3): at a hundred logins a second that is eight
 * months, and then it is time for another key.
 */
public final class Sealer {

  /** The longest that is sealed or opened, in characters: no cookie may be longer. */
  private static final int LONGEST = 4096;

  private final SealingKeys keys;

  /** Seals and opens with these keys. */
  public Sealer(SealingKeys keys) {
    this.keys = keys;
  }

  /**
   * Seals claims.
   *
   * @param use what for, as a type of JOSE object, such as {@code anteroom-code+jwe}
   * @param claims texts and whole numbers
   * @throws IllegalArgumentException if they are more than would be opened again
   */
  public String seal(String use, Map<String, Object> claims) {
    JWEHeader header =
        new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
            .type(new JOSEObjectType(use))
            .keyID(keys.current())
            .build();
    JWEObject sealed = new JWEObject(header, new Payload(claims));
    try {
      sealed.encrypt(new DirectEncrypter(keys.find(keys.current()).orElseThrow()));
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has AES/GCM", e);
    }
    String text = sealed.serialize();
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(text.length() + " characters are too many for " + use);
    }
    return text;
  }

  /**
   * Opens what was sealed. Never throws for what a stranger may send.
   *
   * @param use what it must have been sealed for
   * @return the claims, whole numbers as {@link Long}; empty if this is nothing of ours
   */
  public Optional<Map<String, Object>> open(String use, String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      JWEObject sealed = JWEObject.parse(text);
      Optional<SecretKey> key =
          Optional.of(sealed.getHeader())
              .filter(header -> isOurs(header, use))
              .flatMap(header -> keys.find(String.valueOf(header.getKeyID())));
      if (key.isEmpty()) {
        return Optional.empty();
      }
      sealed.decrypt(new DirectDecrypter(key.get()));
      return Optional.ofNullable(sealed.getPayload().toJSONObject());
    } catch (ParseException | JOSEException | RuntimeException _) {
      // The library has more ways to stumble than it says: over a header without alg, for one.
      return Optional.empty();
    }
  }

  /** Compressed, a short text could become a very long one. */
  private static boolean isOurs(JWEHeader header, String use) {
    return JWEAlgorithm.DIR.equals(header.getAlgorithm())
        && EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
        && header.getCompressionAlgorithm() == null
        && header.getType() != null
        && use.equals(header.getType().getType());
  }
}
