package io.anteroom.inlets.alarm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/** As much of CBOR (RFC 8949, section 3) as an answer about alarms needs. */
final class Cbor {

  private static final int TEXT = 3 << 5;
  private static final int ARRAY = 4 << 5;
  private static final int MAP = 5 << 5;
  private static final int TWO_BYTES_FOLLOW = 25;
  private static final int LONGEST = 0xffff;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Writes a text, or lists and maps of what can be written; each character is a byte. */
  static String of(Object value) {
    Cbor cbor = new Cbor();
    cbor.write(value);
    return cbor.bytes.toString(ISO_8859_1);
  }

  private void write(Object value) {
    switch (value) {
      case String text -> {
        byte[] utf8 = text.getBytes(UTF_8);
        head(TEXT, utf8.length);
        bytes.writeBytes(utf8);
      }
      case List<?> items -> {
        head(ARRAY, items.size());
        items.forEach(this::write);
      }
      case Map<?, ?> fields -> {
        head(MAP, fields.size());
        fields.forEach((name, field) -> {
          write(name);
          write(field);
        });
      }
      default -> throw new IllegalArgumentException("can't be written: " + value);
    }
  }

  private void head(int type, int length) {
    if (length > LONGEST) {
      throw new IllegalArgumentException("too long: " + length);
    }
    bytes.write(type | TWO_BYTES_FOLLOW);
    bytes.write(length >> 8);
    bytes.write(length);
  }
}
