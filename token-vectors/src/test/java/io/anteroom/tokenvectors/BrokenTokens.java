package io.anteroom.tokenvectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;

/** Texts that are no compact JWS of two JSON objects (RFC 7515 section 7.1), or ask for more. */
final class BrokenTokens {

  private static final Draft GOOD = Draft.good();
  private static final String TOKEN = GOOD.token();
  private static final String HEADER = TOKEN.substring(0, TOKEN.indexOf('.'));
  private static final String PAYLOAD =
      TOKEN.substring(HEADER.length() + 1, TOKEN.lastIndexOf('.'));
  private static final String SIGNATURE = TOKEN.substring(TOKEN.lastIndexOf('.') + 1);

  private static final int MEGABYTE = 1 << 20;

  private BrokenTokens() {}

  static void addTo(Catalogue catalogue) {
    cutOff(catalogue);
    spelt(catalogue);
    notJson(catalogue);
    withDoubledHeaderMembers(catalogue);
    askingForMore(catalogue);
    endless(catalogue);
  }

  private static void cutOff(Catalogue catalogue) {
    String rest = "." + PAYLOAD + "." + SIGNATURE;
    catalogue
        .refused("malformed", "empty", "")
        .refused("malformed", "a dot", ".")
        .refused("malformed", "two dots", "..")
        .refused("malformed", "three letters", "a.b.c")
        .refused("malformed", "header cut to half", HEADER.substring(0, HEADER.length() / 2) + rest)
        .refused(
            "malformed", "header one letter short", HEADER.substring(0, HEADER.length() - 1) + rest)
        .refused("malformed", "header missing", rest)
        .refused("malformed", "header alone", HEADER)
        .refused(
            "signature",
            "payload cut to half",
            token(PAYLOAD.substring(0, PAYLOAD.length() / 2 & ~3)))
        .refused("malformed", "payload missing", token(""))
        .refused("malformed", "signature missing with its dot", HEADER + "." + PAYLOAD)
        .refused("signature", "signature cut to half", cut(SIGNATURE.length() / 2 & ~3))
        .refused("malformed", "signature one letter short", cut(SIGNATURE.length() - 1))
        .refused("signature", "signature one letter long", TOKEN + "A")
        .refused("signature", "signature four letters long", TOKEN + "AAAA")
        .refused("malformed", "a dot behind", TOKEN + ".")
        .refused("malformed", "a dot in front", "." + TOKEN)
        .refused("malformed", "four parts", TOKEN + "." + SIGNATURE)
        .refused(
            "malformed", "five parts, as if encrypted", TOKEN + "." + PAYLOAD + "." + SIGNATURE);
  }

  private static String token(String payload) {
    return HEADER + "." + payload + "." + SIGNATURE;
  }

  private static String cut(int length) {
    return HEADER + "." + PAYLOAD + "." + SIGNATURE.substring(0, length);
  }

  /** One token has one spelling, so that nobody can show it twice as two. */
  private static void spelt(Catalogue catalogue) {
    Signing current = Signing.rs256(SigningKey.CURRENT);
    catalogue
        .refusedByOurs("malformed", "a space in front", " " + TOKEN)
        .refusedByOurs("malformed", "a space behind", TOKEN + " ")
        .refusedByOurs("malformed", "a line end behind", TOKEN + "\n")
        .refusedByOurs("malformed", "a line end within", HEADER + "." + PAYLOAD + ".\n" + SIGNATURE)
        .refusedByOurs("malformed", "a space within", HEADER + "." + PAYLOAD + ". " + SIGNATURE)
        .refused("malformed", "a zero byte behind", TOKEN + "\0")
        .refused("malformed", "a letter beyond ASCII", TOKEN + "é")
        .refusedByOurs("malformed", "signature padded", TOKEN + "==")
        .refusedByOurs("malformed", "header padded", Draft.token(HEADER + "=", PAYLOAD, current))
        .refusedByOurs("malformed", "payload padded", Draft.token(HEADER, PAYLOAD + "=", current))
        .refusedByOurs(
            "malformed",
            "signature in the standard alphabet",
            HEADER + "." + PAYLOAD + "." + SIGNATURE.replace('-', '+').replace('_', '/'))
        .refusedByOurs("malformed", "signature with other bits left over", leftOver(TOKEN));
  }

  /** The last letter has four bits that no byte needs (RFC 4648 section 3.5). */
  private static String leftOver(String token) {
    int end = token.length() - 1;
    return token.substring(0, end) + (char) (token.charAt(end) + 1);
  }

  private static void notJson(Catalogue catalogue) {
    for (String text :
        List.of("", "null", "[]", "\"RS256\"", "1", "{", "no JSON", "{'alg':'RS256'}")) {
      catalogue.refused("malformed", "header is >" + text + "<", GOOD.tokenWithHeader(text));
    }
    for (String text :
        List.of("", "null", "[" + GOOD.claimsText() + "]", "\"access\"", "1", "{", "no JSON")) {
      catalogue.refused("malformed", "payload is >" + text + "<", GOOD.tokenWithPayload(text));
    }
    String claims = GOOD.claimsText();
    catalogue
        .refusedByOurs("malformed", "a payload of pairs", GOOD.tokenWithPayload(pairs()))
        .refused("malformed", "a nest of arrays in the header", nestOfArrays())
        .refusedByOurs(
            "malformed",
            "something behind the payload's object",
            GOOD.tokenWithPayload(claims + "{}"))
        .refusedByOurs(
            "malformed",
            "a comment in the payload",
            GOOD.tokenWithPayload(claims.replace("{", "{/**/")))
        .refusedByOurs(
            "malformed",
            "a comma too many in the payload",
            GOOD.tokenWithPayload(claims.replace("}", ",}")))
        .refusedByOurs(
            "malformed",
            "single quotes in the payload",
            GOOD.tokenWithPayload(claims.replace('"', '\'')))
        .refusedByOurs(
            "malformed",
            "a byte order mark before the payload",
            GOOD.tokenWithPayload("\uFEFF" + claims))
        .refusedByOurs("malformed", "a payload that is no UTF-8", notUtf8());
  }

  /** What some parsers take for the same as an object. */
  private static String pairs() {
    return GOOD.claims().entrySet().stream()
        .map(claim -> "[" + Draft.quoted(claim.getKey()) + "," + claim.getValue() + "]")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String nestOfArrays() {
    return GOOD.header("nest", "[".repeat(2000) + "]".repeat(2000)).token();
  }

  private static String notUtf8() {
    byte[] payload = GOOD.claim("note", "\"é\"").claimsText().getBytes(ISO_8859_1);
    return Draft.token(HEADER, Draft.base64(payload), Signing.rs256(SigningKey.CURRENT));
  }

  /** RFC 7515 section 4: refused, or the last one counts. */
  private static void withDoubledHeaderMembers(Catalogue catalogue) {
    String header = GOOD.headerText();
    Draft strangers = Draft.by(SigningKey.STRANGERS);
    String trusted = ",\"kid\":" + Draft.quoted(SigningKey.CURRENT.id()) + "}";
    catalogue
        .refusedByOurs(
            "malformed",
            "alg twice, RS256 last",
            GOOD.tokenWithHeader(header.replace("{", "{\"alg\":\"none\",")))
        .refused(
            "malformed",
            "alg twice, RS256 first",
            GOOD.tokenWithHeader(header.replace("}", ",\"alg\":\"none\"}")))
        .refused(
            "malformed",
            "kid twice, signed by a stranger",
            strangers.tokenWithHeader(strangers.headerText().replace("}", trusted)));
  }

  private static void askingForMore(Catalogue catalogue) {
    String plain =
        Draft.base64(
            GOOD.header("b64", "false").header("crit", "[\"b64\"]").headerText().getBytes(UTF_8));
    Signing current = Signing.rs256(SigningKey.CURRENT);
    catalogue
        .refused(
            "malformed",
            "crit names what nobody knows",
            GOOD.header("crit", "[\"turn\"]").header("turn", "1").token())
        .refused(
            "malformed", "crit names what is not there", GOOD.header("crit", "[\"turn\"]").token())
        // Recipients may refuse these two, RFC 7515 section 4.1.11.
        .refusedByOurs(
            "malformed",
            "crit names a member of the standard",
            GOOD.header("crit", "[\"alg\"]").token())
        .refusedByOurs("malformed", "crit empty", GOOD.header("crit", "[]").token())
        .refused("malformed", "crit a text", GOOD.header("crit", "\"turn\"").token())
        .refused(
            "malformed", "b64 false, a payload that is not encoded", plainPayload(plain, current))
        .refused(
            "malformed",
            "b64 false, a payload that is encoded",
            Draft.token(plain, PAYLOAD, current))
        .refusedByOurs("malformed", "b64 false without crit", GOOD.header("b64", "false").token());
  }

  /** RFC 7797 section 5.2: without encoding a payload may have no dot; JSON escapes can do that. */
  private static String plainPayload(String header, Signing signing) {
    String payload = GOOD.claimsText().replace(".", "\\u002e");
    return Draft.token(header, payload, signing);
  }

  private static void endless(Catalogue catalogue) {
    String padded = GOOD.claim("padding", Draft.quoted("A".repeat(MEGABYTE / 4 * 3))).token();
    int from = padded.indexOf("QUFB".repeat(100));
    int to = padded.lastIndexOf("QUFB") + 4;
    int times = (to - from) / 4;
    catalogue
        .longOne(false, "a megabyte of letters", "", "A", MEGABYTE, "")
        .longOne(false, "a megabyte of dots", "", ".", MEGABYTE, "")
        .longOne(
            false,
            "a megabyte of header",
            "",
            "e30A",
            MEGABYTE / 4,
            "." + PAYLOAD + "." + SIGNATURE)
        .longOne(false, "a megabyte of signature", TOKEN, "AAAA", MEGABYTE / 4, "")
        .longOne(
            true,
            "a megabyte of payload, well signed",
            padded.substring(0, from),
            "QUFB",
            times,
            padded.substring(to));
  }
}
