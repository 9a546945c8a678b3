package io.anteroom.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What came back.
 *
 * @param headers by their names in lower case
 * @param body in UTF-8; empty if there was none
 */
record Reply(int status, Map<String, String> headers, String body) {

  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(ISO_8859_1);

  /** Reads all that a server sent before it closed the connection. */
  static Reply parse(byte[] sent) {
    int end = endOfHead(sent);
    String[] lines = new String(sent, 0, end, ISO_8859_1).split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>();
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (headers.putIfAbsent(name, value) != null) {
        throw new AssertionError("two headers " + name);
      }
    }
    int body = end + END_OF_HEAD.length;
    return new Reply(
        Integer.parseInt(lines[0].substring(9, 12)),
        headers,
        new String(sent, body, sent.length - body, UTF_8));
  }

  private static int endOfHead(byte[] sent) {
    for (int at = 0; at + END_OF_HEAD.length <= sent.length; at++) {
      if (Arrays.equals(sent, at, at + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
        return at;
      }
    }
    throw new AssertionError("no whole head in: " + new String(sent, ISO_8859_1));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  JsonNode json() {
    return Schemas.read(body);
  }
}
