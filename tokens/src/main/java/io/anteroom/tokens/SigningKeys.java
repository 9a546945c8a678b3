package io.anteroom.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.anteroom.domain.token.KeyId;
import io.anteroom.privatefile.PrivateFile;
import io.anteroom.privatefile.PrivateFileException;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The RSA keys that sign: the first one signs new tokens, older ones stay as long as tokens that
 * they signed are asked for again. Kept as a JWK set (RFC 7517) in a file that nobody else may
 * read.
 */
public final class SigningKeys {

  /** Size of a new key, and the smallest that is taken (RFC 7518 section 3.3), in bits. */
  static final int MIN_BITS = 2048;

  /** A larger key only makes signing slow, and tokens long. */
  static final int MAX_BITS = 4096;

  /** One current key and a few that were current before. */
  private static final int MAX_KEYS = 16;

  /** More than any set of keys needs. */
  private static final int MAX_BYTES = 256 * 1024;

  private final List<RSAKey> keys;
  private final PublicKeys publicKeys;

  private SigningKeys(List<RSAKey> keys) {
    this.keys = List.copyOf(keys);
    this.publicKeys = publicHalves(keys);
  }

  /**
   * Reads the keys of a file.
   *
   * @throws SigningKeysException if the file is missing, broken, or open to others than its owner
   */
  public static SigningKeys load(Path file) {
    PrivateFile source = source(file);
    try {
      return parse(source.read(MAX_BYTES));
    } catch (PrivateFileException e) {
      throw new SigningKeysException(e);
    } catch (IllegalArgumentException e) {
      // Without the cause: a parser's message may quote what it read, and that is a private key.
      throw new SigningKeysException(source + ": " + e.getMessage());
    }
  }

  private static PublicKeys publicHalves(List<RSAKey> keys) {
    Map<KeyId, RSAPublicKey> halves = new LinkedHashMap<>();
    try {
      for (RSAKey key : keys) {
        halves.put(new KeyId(key.getKeyID()), key.toRSAPublicKey());
      }
    } catch (JOSEException e) {
      throw new IllegalArgumentException("not an RSA key", e);
    }
    return new PublicKeys(halves);
  }

  /**
   * Reads the keys of a file; makes it, with one new key, if it is not there. For one process at a
   * time.
   *
   * @throws SigningKeysException if the file can't be made, is broken, or is open to others than
   *     its owner
   */
  public static SigningKeys loadOrGenerate(Path file) {
    PrivateFile source = source(file);
    if (source.isMissing()) {
      try {
        source.write(generate().toJson());
      } catch (PrivateFileException e) {
        throw new SigningKeysException(e);
      }
    }
    return load(file);
  }

  private static PrivateFile source(Path file) {
    return new PrivateFile("signing key file", file);
  }

  /** One new key, kept nowhere. */
  public static SigningKeys generate() {
    try {
      return new SigningKeys(
          List.of(
              new RSAKeyGenerator(MIN_BITS)
                  .keyUse(KeyUse.SIGNATURE)
                  .algorithm(JWSAlgorithm.RS256)
                  .keyIDFromThumbprint(true)
                  .generate()));
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform makes RSA keys", e);
    }
  }

  static SigningKeys parse(String json) {
    List<RSAKey> keys = new ArrayList<>();
    for (JWK key : parseSet(json)) {
      RSAKey checked = checked(key);
      if (keys.stream().anyMatch(other -> other.getKeyID().equals(checked.getKeyID()))) {
        throw new IllegalArgumentException("two keys have the same kid");
      }
      keys.add(checked);
    }
    if (keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw new IllegalArgumentException(
          "must hold 1 to " + MAX_KEYS + " keys, holds " + keys.size());
    }
    return new SigningKeys(keys);
  }

  private static List<JWK> parseSet(String json) {
    try {
      return JWKSet.parse(json).getKeys();
    } catch (ParseException | RuntimeException _) {
      throw new IllegalArgumentException("is not a JWK set (JSON with an array \"keys\")");
    }
  }

  private static RSAKey checked(JWK key) {
    if (!(key instanceof RSAKey rsa) || !rsa.isPrivate()) {
      throw new IllegalArgumentException("every key must be a private RSA key");
    }
    if (rsa.size() < MIN_BITS || rsa.size() > MAX_BITS) {
      throw new IllegalArgumentException(
          "a key must have %d to %d bits, not %d".formatted(MIN_BITS, MAX_BITS, rsa.size()));
    }
    if (rsa.getAlgorithm() != null && !JWSAlgorithm.RS256.equals(rsa.getAlgorithm())) {
      throw new IllegalArgumentException("a key is for another algorithm than RS256");
    }
    if (rsa.getKeyUse() != null && !KeyUse.SIGNATURE.equals(rsa.getKeyUse())) {
      throw new IllegalArgumentException("a key is not for signatures");
    }
    try {
      RSAKey named =
          rsa.getKeyID() == null ? new RSAKey.Builder(rsa).keyIDFromThumbprint().build() : rsa;
      if (KeySigner.isPair(named)) {
        return named;
      }
    } catch (JOSEException | RuntimeException _) {
      // Told below like a key whose halves differ: its numbers are no RSA key at all.
    }
    throw new IllegalArgumentException("a key's parts do not belong together");
  }

  /** The key that signs new tokens. */
  public KeyId current() {
    return new KeyId(keys.getFirst().getKeyID());
  }

  /** The public half of every key. */
  public PublicKeys publicKeys() {
    return publicKeys;
  }

  /** The public half of the current key as a JWK: {@code kty alg kid n e use}. */
  public String currentJwk() {
    return publicKeys.jwk(current()).orElseThrow();
  }

  List<RSAKey> keys() {
    return keys;
  }

  String toJson() {
    return new JWKSet(List.<JWK>copyOf(keys)).toString(false);
  }

  /** Says the ids only. */
  @Override
  public String toString() {
    return "SigningKeys" + keys.stream().map(RSAKey::getKeyID).toList();
  }
}
