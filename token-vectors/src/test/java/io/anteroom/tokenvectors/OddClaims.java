package io.anteroom.tokenvectors;

import java.util.List;
import java.util.Map;

/**
 * Tokens that a published key has signed, and whose claims are missing, doubled or of another type.
 * Anteroom signs no such thing, so whoever holds one shows that something has gone wrong.
 */
final class OddClaims {

  private static final Draft GOOD = Draft.good();

  /** What RFC 7519 and common verifiers can do without. */
  private static final List<String> DISPENSABLE =
      List.of("sub", "queue_position", "iat", "nbf", "exp", "jti");

  /** Values of the wrong type, for each kind of claim. */
  private static final Map<Boolean, List<String>> WRONG_TYPES =
      Map.of(
          false, List.of("null", "true", "1", "{}"),
          true, List.of("null", "true", "\"4102444800\"", "[4102444800]"));

  private OddClaims() {}

  static void addTo(Catalogue catalogue) {
    missing(catalogue);
    ofTheWrongType(catalogue);
    outOfBounds(catalogue);
    audiences(catalogue);
    doubled(catalogue);
  }

  private static void missing(Catalogue catalogue) {
    for (String claim : GOOD.claims().keySet()) {
      add(catalogue, claim, claim + " missing", GOOD.withoutClaim(claim).token());
    }
  }

  private static void ofTheWrongType(Catalogue catalogue) {
    GOOD.claims()
        .forEach((claim, value) -> {
          for (String wrong : WRONG_TYPES.get(!value.startsWith("\""))) {
            add(catalogue, claim, claim + " is " + wrong, GOOD.claim(claim, wrong).token());
          }
        });
  }

  private static void add(Catalogue catalogue, String claim, String name, String token) {
    if (DISPENSABLE.contains(claim)) {
      catalogue.refusedByOurs("malformed", name, token);
    } else {
      catalogue.refused("malformed", name, token);
    }
  }

  private static void outOfBounds(Catalogue catalogue) {
    for (String time :
        List.of(
            "4102444800.5",
            "4102444800.0",
            "4.1024448e9",
            "9223372036854775807",
            "9223372036854775808",
            "92233720368547758080000",
            "1e400")) {
      catalogue.refusedByOurs("malformed", "exp is " + time, GOOD.claim("exp", time).token());
    }
    for (String past : List.of("-1", "0", "-9223372036854775808", "1e3")) {
      catalogue.refused("malformed", "exp is " + past, GOOD.claim("exp", past).token());
    }
    for (String position : List.of("0", "-1", "17.0", "9223372036854775808")) {
      catalogue.refusedByOurs(
          "malformed",
          "queue_position is " + position,
          GOOD.claim("queue_position", position).token());
    }
    for (String subject : List.of("", "0f1e2d3c4b5a69788796a5b4c3d2e1f0", "../../etc/passwd")) {
      catalogue.refusedByOurs(
          "malformed",
          "sub is \"" + subject + "\"",
          GOOD.claim("sub", Draft.quoted(subject)).token());
    }
  }

  private static void audiences(Catalogue catalogue) {
    for (String several : List.of("[\"Sample\"]", "[\"Other\",\"Sample\"]")) {
      catalogue.refusedByOurs("malformed", "aud is " + several, audience(several));
    }
    for (String other :
        List.of("[]", "[\"Other\"]", "[null]", "\"\"", "\"Sample Other\"", "\"*\"")) {
      catalogue.refused("malformed", "aud is " + other, audience(other));
    }
  }

  private static String audience(String json) {
    return GOOD.claim("aud", json).token();
  }

  /** RFC 7519 section 4: refused, or the last one counts. */
  private static void doubled(Catalogue catalogue) {
    doubled(catalogue, "aud", "\"Other\"");
    doubled(catalogue, "exp", "978310800");
    doubled(catalogue, "token_use", "\"refresh\"");
    doubled(catalogue, "iss", "\"https://stranger.example\"");
    String text = GOOD.claimsText();
    catalogue
        .refusedByOurs(
            "malformed",
            "aud twice, the same",
            GOOD.tokenWithPayload(text.replace("{", "{\"aud\":\"Sample\",")))
        .refusedByOurs(
            "malformed",
            "aud twice, once in other letters, the good one last",
            GOOD.tokenWithPayload(text.replace("{", "{\"\\u0061ud\":\"Other\",")));
  }

  private static void doubled(Catalogue catalogue, String claim, String bad) {
    String text = GOOD.claimsText();
    String member = Draft.quoted(claim) + ":" + bad;
    catalogue
        .refusedByOurs(
            "malformed",
            claim + " twice, the good one last",
            GOOD.tokenWithPayload(text.replace("{", "{" + member + ",")))
        .refused(
            "malformed",
            claim + " twice, the good one first",
            GOOD.tokenWithPayload(text.replace("}", "," + member + "}")));
  }
}
