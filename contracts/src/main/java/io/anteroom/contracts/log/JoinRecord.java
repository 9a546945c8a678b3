package io.anteroom.contracts.log;

import io.anteroom.domain.ticket.EventId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The value of a record in the joins topic: one byte for the format, then the room's name in ASCII.
 * The place and the time of a join are the record's own offset and timestamp.
 */
public final class JoinRecord {

  private static final byte FORMAT_1 = 1;

  private JoinRecord() {}

  /** Writes a join; the bytes are the same for every join of a room. */
  public static byte[] write(EventId eventId) {
    byte[] name = eventId.value().getBytes(StandardCharsets.US_ASCII);
    byte[] value = new byte[name.length + 1];
    value[0] = FORMAT_1;
    System.arraycopy(name, 0, value, 1, name.length);
    return value;
  }

  /**
   * Reads a join.
   *
   * @throws UnreadableRecordException if the bytes are not a join
   */
  public static EventId read(byte[] value) {
    if (value.length == 0 || value[0] != FORMAT_1) {
      throw new UnreadableRecordException("not a join of format " + FORMAT_1);
    }
    byte[] name = Arrays.copyOfRange(value, 1, value.length);
    try {
      return new EventId(new String(name, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException("a join whose " + e.getMessage(), e);
    }
  }
}
