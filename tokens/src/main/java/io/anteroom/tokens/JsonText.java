package io.anteroom.tokens;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes one JSON object, members in the order in which they are put, no white space.
 *
 * <p>Tokens are signed again and again from the same claims and must come out byte-identical, also
 * after a new version of a JSON library, so what is signed is written here and by nobody else.
 */
public final class JsonText {

  private final StringBuilder text = new StringBuilder(512).append('{');

  /** Adds a text. */
  public JsonText put(String name, String value) {
    name(name);
    quote(value);
    return this;
  }

  /** Adds a whole number. */
  public JsonText put(String name, long value) {
    name(name);
    text.append(value);
    return this;
  }

  /** Adds true or false. */
  public JsonText put(String name, boolean value) {
    name(name);
    text.append(value);
    return this;
  }

  /** Adds an object. */
  public JsonText put(String name, JsonText value) {
    name(name);
    text.append(value);
    return this;
  }

  /** Adds an array of texts, objects and arrays. */
  public JsonText put(String name, List<?> values) {
    name(name);
    array(values);
    return this;
  }

  private void array(List<?> values) {
    text.append('[');
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : ",");
      if (values.get(i) instanceof List<?> inner) {
        array(inner);
      } else if (values.get(i) instanceof String value) {
        quote(value);
      } else {
        text.append(values.get(i));
      }
    }
    text.append(']');
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

  /** The object as it was put together so far. */
  @Override
  public String toString() {
    return text + "}";
  }

  /** The object in UTF-8. */
  public byte[] toBytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }
}
