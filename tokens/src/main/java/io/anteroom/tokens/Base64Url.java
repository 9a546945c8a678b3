package io.anteroom.tokens;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;

/** Base64 as JOSE has it (RFC 7515 section 2), with one spelling for each sequence of bytes. */
final class Base64Url {

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private Base64Url() {}

  /**
   * The bytes of a text.
   *
   * @throws IllegalArgumentException if that is not how {@link #encode} would write them
   */
  static byte[] decode(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (!encode(bytes).equals(text)) {
      throw new IllegalArgumentException("not the one spelling of these bytes");
    }
    return bytes;
  }

  static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /** A number without sign (RFC 7518 section 2). */
  static BigInteger decodeNumber(String text) {
    return new BigInteger(1, decode(text));
  }

  /** The other way round: no zero in front. */
  static String encode(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 && bytes.length > 1
        ? encode(Arrays.copyOfRange(bytes, 1, bytes.length))
        : encode(bytes);
  }
}
