package io.anteroom.domain.ticket;

import java.util.HexFormat;
import java.util.UUID;

/**
 * What a person holds: 128 bits, written as 8-4-4-4-12 hex digits. Only {@link TicketCodec} knows
 * what is inside.
 *
 * @param high the first 64 bits, any value
 * @param low the last 64 bits, any value
 */
public record RequestId(long high, long low) {

  private static final int LENGTH = 36;

  /**
   * Reads 8-4-4-4-12 hex digits of any case.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static RequestId parse(String text) {
    if (!isWellFormed(text)) {
      throw new IllegalArgumentException("request_id must be hex digits in the form 8-4-4-4-12");
    }
    long high = hex(text, 0, 8) << 32 | hex(text, 9, 13) << 16 | hex(text, 14, 18);
    long low = hex(text, 19, 23) << 48 | hex(text, 24, 36);
    return new RequestId(high, low);
  }

  /** Says whether a text has the form of a request id. */
  public static boolean isWellFormed(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? text.charAt(i) != '-' : !HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static long hex(String text, int from, int to) {
    return HexFormat.fromHexDigitsToLong(text, from, to);
  }

  /** Writes the id in lower case. */
  @Override
  public String toString() {
    return new UUID(high, low).toString();
  }
}
