package io.anteroom.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.text.ParseException;
import java.util.Map;

/**
 * Reads one JSON object (RFC 8259), and nothing that two readers could take for two: no member
 * twice (RFC 7515 section 4, RFC 7519 section 4), no comments, no other encoding than UTF-8.
 */
final class StrictJson {

  private StrictJson() {}

  /**
   * The members of an object: texts, {@code Long} or {@code Double}, {@code Boolean}, lists, maps
   * and nulls.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static Map<String, Object> object(byte[] utf8) {
    try {
      return object(UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }

  /** The same, from text. */
  static Map<String, Object> object(String json) {
    // The parser also takes an array of pairs, passes over a byte order mark, and gives no object
    // at all for a null.
    if (!json.stripLeading().startsWith("{")) {
      throw new IllegalArgumentException("not a JSON object");
    }
    try {
      return JSONObjectUtils.parse(json);
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a JSON object", e);
    }
  }
}
