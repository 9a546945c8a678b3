package io.anteroom.domain.ticket;

import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** An AES-128 key that makes and opens request ids. Whoever has it can make tickets. */
public final class TicketKey {

  /** Length of a key in bytes. */
  public static final int LENGTH = 16;

  private final SecretKey secret;

  private TicketKey(byte[] bytes) {
    this.secret = new SecretKeySpec(bytes, "AES");
  }

  /**
   * Takes a key from its bytes, which it copies.
   *
   * @throws IllegalArgumentException if there are not {@value #LENGTH} of them
   */
  public static TicketKey of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a ticket key has 16 bytes, not " + bytes.length);
    }
    return new TicketKey(Arrays.copyOf(bytes, LENGTH));
  }

  /**
   * Takes a key from 32 hex digits.
   *
   * @throws IllegalArgumentException if the text is not 32 hex digits
   */
  public static TicketKey ofHex(String hex) {
    if (hex.length() != 2 * LENGTH || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      throw new IllegalArgumentException("a ticket key is written as 32 hex digits");
    }
    return of(HexFormat.of().parseHex(hex));
  }

  SecretKey secret() {
    return secret;
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "TicketKey[hidden]";
  }
}
