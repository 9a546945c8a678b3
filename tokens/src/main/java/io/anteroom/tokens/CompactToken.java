package io.anteroom.tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A token taken apart (RFC 7515 section 7.1). Nothing in it is proven before its signature is. */
final class CompactToken {

  /** Longer than any token that a signer makes, in characters. */
  static final int MAX_LENGTH = 8192;

  private static final Pattern COMPACT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

  /** The one algorithm (RFC 7518 section 3.3), and what Java calls it. */
  private static final String ALGORITHM = "RS256";

  private static final String JAVA_ALGORITHM = "SHA256withRSA";

  private final Map<?, ?> header;
  private final byte[] payload;
  private final byte[] signed;
  private final byte[] signature;

  private CompactToken(Map<?, ?> header, byte[] payload, byte[] signed, byte[] signature) {
    this.header = header;
    this.payload = payload;
    this.signed = signed;
    this.signature = signature;
  }

  /**
   * Takes a token apart.
   *
   * @throws IllegalArgumentException if it is no compact JWS, is spelt in another way than signers
   *     spell it, or asks for extensions
   */
  static CompactToken parse(String token) {
    if (token.length() > MAX_LENGTH || !COMPACT.matcher(token).matches()) {
      throw new IllegalArgumentException("not a compact JWS");
    }
    int first = token.indexOf('.');
    int last = token.lastIndexOf('.');
    Map<?, ?> header = StrictJson.object(Base64Url.decode(token.substring(0, first)));
    if (header.containsKey("crit") || header.containsKey("b64")) {
      throw new IllegalArgumentException("extensions are not understood");
    }
    return new CompactToken(
        header,
        Base64Url.decode(token.substring(first + 1, last)),
        token.substring(0, last).getBytes(US_ASCII),
        Base64Url.decode(token.substring(last + 1)));
  }

  /** Says whether it names the one algorithm, in these very letters (RFC 7515 section 4.1.1). */
  boolean isRs256() {
    return ALGORITHM.equals(header.get("alg"));
  }

  /**
   * Names its key.
   *
   * @throws IllegalArgumentException if the name is not a text
   */
  Optional<String> keyId() {
    if (!header.containsKey("kid")) {
      return Optional.empty();
    }
    if (header.get("kid") instanceof String kid) {
      return Optional.of(kid);
    }
    throw new IllegalArgumentException("kid must be a text");
  }

  boolean isSignedBy(RSAPublicKey key) {
    try {
      Signature check = Signature.getInstance(JAVA_ALGORITHM);
      check.initVerify(key);
      check.update(signed);
      return check.verify(signature);
    } catch (SignatureException _) {
      return false; // Its length is not that of the key.
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key can't check " + ALGORITHM, e);
    }
  }

  /** What it says, not read yet. */
  byte[] payload() {
    return payload;
  }
}
