package io.anteroom.tokens;

import java.nio.charset.StandardCharsets;

/**
 * Writes one flat JSON object, members in the order in which they are put, no white space.
 *
 * <p>Tokens are signed again and again from the same claims and must come out byte-identical, also
 * after a new version of a JSON library, so what is signed is written here and by nobody else.
 */
final class JsonText {

  private final StringBuilder text = new StringBuilder(512).append('{');

  JsonText put(String name, String value) {
    name(name);
    quote(value);
    return this;
  }

  JsonText put(String name, long value) {
    name(name);
    text.append(value);
    return this;
  }

  private void name(String name) {
    if (text.length() > 1) {
      text.append(',');
    }
    quote(name);
    text.append(':');
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append("\\u00").append(c < 0x10 ? '0' : '1').append("0123456789abcdef".charAt(c & 15));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  @Override
  public String toString() {
    return text + "}";
  }

  byte[] toBytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }
}
