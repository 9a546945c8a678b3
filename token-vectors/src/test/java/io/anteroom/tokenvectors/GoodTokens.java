package io.anteroom.tokenvectors;

/** Tokens that let somebody in. */
final class GoodTokens {

  private static final Draft GOOD = Draft.good();

  private GoodTokens() {}

  static void addTo(Catalogue catalogue) {
    catalogue
        .good("good", GOOD.token())
        .good("good, of the older key", Draft.by(SigningKey.OLDER).token())
        .good(
            "good, of another visitor",
            GOOD.claim("sub", "\"1a2b3c4d-5e6f-4708-9a0b-1c2d3e4f5a6b\"").token())
        .good("good, of the first in line", GOOD.claim("queue_position", "1").token())
        .good(
            "good, with the highest position there is",
            GOOD.claim("queue_position", "9223372036854775807").token())
        .good("good, with a claim that nobody knows", GOOD.claim("colour", "[\"red\"]").token())
        .good("good, without typ", GOOD.withoutHeader("typ").token())
        .good(
            "good, with white space in its JSON",
            GOOD.tokenWithHeader(GOOD.headerText().replace(",", ", \n")));
  }
}
