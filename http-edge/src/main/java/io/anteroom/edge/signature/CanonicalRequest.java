package io.anteroom.edge.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one way to write a request down, so that both sides sign the same bytes. The rules are those
 * of "Create a canonical request" in the AWS IAM User Guide, "Signature Version 4 signing process".
 *
 * <p>Bytes travel as ISO 8859-1 characters here: whatever the sender meant them to be, they are
 * signed as they were sent.
 */
final class CanonicalRequest {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final Pattern SPACES = Pattern.compile(" +");

  private CanonicalRequest() {}

  static byte[] of(SignedRequest request, List<String> signedHeaders, String bodyHash) {
    String text =
        String.join(
            "\n",
            request.method(),
            path(request.path()),
            query(request.rawQuery()),
            headers(request, signedHeaders),
            String.join(";", signedHeaders),
            bodyHash);
    return text.getBytes(ISO_8859_1);
  }

  /** Escapes the path as sent once more, as every service but S3 wants it. */
  private static String path(String path) {
    StringBuilder escaped = new StringBuilder(path.length());
    for (byte b : path.getBytes(ISO_8859_1)) {
      if (b == '/') {
        escaped.append('/');
      } else {
        append(escaped, b);
      }
    }
    return escaped.toString();
  }

  private static String query(String raw) {
    List<Parameter> parameters = new ArrayList<>();
    for (String part : raw.split("&", -1)) {
      if (!part.isEmpty()) {
        parameters.add(Parameter.of(part));
      }
    }
    return parameters.stream()
        .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
        .map(parameter -> parameter.name() + "=" + parameter.value())
        .collect(Collectors.joining("&"));
  }

  /** Each with its values trimmed, runs of spaces made one, repeated ones joined by commas. */
  private static String headers(SignedRequest request, List<String> names) {
    StringBuilder lines = new StringBuilder();
    for (String name : names) {
      String values =
          request.headers(name).stream()
              .map(value -> SPACES.matcher(value.strip()).replaceAll(" "))
              .collect(Collectors.joining(","));
      lines.append(name).append(':').append(values).append('\n');
    }
    return lines.toString();
  }

  /** A name and value, both escaped in the one way that counts. */
  private record Parameter(String name, String value) {
    static Parameter of(String part) {
      int equals = part.indexOf('=');
      return equals < 0
          ? new Parameter(escapedAnew(part), "")
          : new Parameter(
              escapedAnew(part.substring(0, equals)), escapedAnew(part.substring(equals + 1)));
    }
  }

  private static String escapedAnew(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (byte b : unescaped(text)) {
      append(escaped, b);
    }
    return escaped.toString();
  }

  /** Reads escapes as {@code Query} does; a percent sign that begins none stands for itself. */
  private static byte[] unescaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' && isHex(text, i + 1) && isHex(text, i + 2)) {
        bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 2;
      } else {
        bytes.write(c == '+' ? ' ' : c);
      }
    }
    return bytes.toByteArray();
  }

  private static boolean isHex(String text, int at) {
    return at < text.length() && HexFormat.isHexDigit(text.charAt(at));
  }

  private static void append(StringBuilder escaped, byte b) {
    if (isUnreserved(b)) {
      escaped.append((char) b);
    } else {
      escaped.append('%').append(HEX.toHexDigits(b));
    }
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '_'
        || b == '.'
        || b == '~';
  }
}
