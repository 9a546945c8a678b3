package io.anteroom.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object (RFC 8259), and nothing that two readers could take for two: no member
 * twice (RFC 7515 section 4, RFC 7519 section 4), no comments, no other encoding than UTF-8.
 *
 * <p>By hand, since a verifier needs no more of a JSON library: in a serverless function somebody
 * waits until its classes are loaded.
 */
final class StrictJson {

  /** Deeper than any token, key or event; a stranger's brackets must not use up the stack. */
  private static final int MAX_DEPTH = 32;

  private final String text;
  private int next;

  private StrictJson(String text) {
    this.text = text;
  }

  /**
   * The members of an object: texts, {@code Long} or {@code Double}, {@code Boolean}, lists, maps
   * and nulls.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static Map<String, @Nullable Object> object(byte[] utf8) {
    try {
      return object(UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }

  /** The same, from text. */
  static Map<String, @Nullable Object> object(String json) {
    StrictJson reader = new StrictJson(json);
    reader.skipSpace();
    Map<String, @Nullable Object> object = reader.object(0);
    reader.skipSpace();
    if (reader.next != json.length()) {
      throw reader.unexpected();
    }
    return object;
  }

  private Map<String, @Nullable Object> object(int depth) {
    expect('{');
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (ends('}')) {
      return members;
    }
    do {
      skipSpace();
      String name = text();
      if (members.containsKey(name)) {
        throw new IllegalArgumentException("a member comes twice");
      }
      skipSpace();
      expect(':');
      members.put(name, value(depth + 1));
    } while (goesOn('}'));
    return members;
  }

  private List<@Nullable Object> list(int depth) {
    expect('[');
    List<@Nullable Object> elements = new ArrayList<>();
    if (ends(']')) {
      return elements;
    }
    do {
      elements.add(value(depth + 1));
    } while (goesOn(']'));
    return elements;
  }

  private @Nullable Object value(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("nested too deeply");
    }
    skipSpace();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> list(depth);
      case '"' -> text();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, next)) {
      throw unexpected();
    }
    next += word.length();
    return value;
  }

  private Object number() {
    int start = next;
    boolean whole = true;
    if (peek() == '-') {
      next++;
    }
    if (peek() == '0') {
      next++;
    } else {
      digits();
    }
    if (peek() == '.') {
      next++;
      digits();
      whole = false;
    }
    if (peek() == 'e' || peek() == 'E') {
      next++;
      if (peek() == '+' || peek() == '-') {
        next++;
      }
      digits();
      whole = false;
    }
    return parsed(text.substring(start, next), whole);
  }

  private static Object parsed(String number, boolean whole) {
    if (whole) {
      try {
        return Long.valueOf(number);
      } catch (NumberFormatException _) {
        // Longer than a Long holds.
      }
    }
    return Double.valueOf(number);
  }

  private void digits() {
    int start = next;
    while (peek() >= '0' && peek() <= '9') {
      next++;
    }
    if (next == start) {
      throw unexpected();
    }
  }

  private String text() {
    expect('"');
    StringBuilder value = new StringBuilder();
    for (char c = take(); c != '"'; c = take()) {
      if (c < ' ') {
        throw unexpected();
      }
      value.append(c == '\\' ? escaped() : c);
    }
    return value.toString();
  }

  private char escaped() {
    char c = take();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
      default -> throw unexpected();
    };
  }

  private int hex() {
    int digit = take();
    if (digit >= '0' && digit <= '9') {
      return digit - '0';
    }
    digit |= 'a' - 'A';
    if (digit < 'a' || digit > 'f') {
      throw unexpected();
    }
    return digit - 'a' + 10;
  }

  /** Says whether nothing is inside the brackets. */
  private boolean ends(char bracket) {
    skipSpace();
    if (peek() != bracket) {
      return false;
    }
    next++;
    return true;
  }

  /** Says whether a comma comes, and not the bracket. */
  private boolean goesOn(char bracket) {
    skipSpace();
    char c = take();
    if (c != ',' && c != bracket) {
      throw unexpected();
    }
    return c == ',';
  }

  private void skipSpace() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
      next++;
    }
  }

  private void expect(char c) {
    if (take() != c) {
      throw unexpected();
    }
  }

  private char take() {
    char c = peek();
    next++;
    return c;
  }

  /** The next character; at the end one that fits nowhere. */
  private char peek() {
    return next < text.length() ? text.charAt(next) : '\0';
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("not a JSON object, at character " + next);
  }
}
