package io.anteroom.tokenvectors;

import static io.anteroom.tokenvectors.Draft.quoted;

/** Tokens that are well made and signed, but for somewhere, something or some time else. */
final class OutOfPlaceTokens {

  private static final Draft GOOD = Draft.good();

  private OutOfPlaceTokens() {}

  static void addTo(Catalogue catalogue) {
    catalogue
        .refused("expired", "expired", times("978307200", "978307200", "978310800"))
        .refused(
            "expired",
            "expired a second after it began",
            times("1577836800", "1577836800", "1577836801"))
        .refused("not_yet_valid", "not yet valid", times("1577836800", "4070908800", "4102444800"))
        .refused(
            "not_yet_valid", "from the future", times("4070908800", "4070908800", "4102444800"));
    for (String room : new String[] {"Other", "sample", "Sample2", "Sampl", "Sample.1"}) {
      catalogue.refused("audience", "of the room " + room, claim("aud", room));
    }
    for (String issuer :
        new String[] {
          "https://stranger.example",
          "https://waiting.example/",
          "http://waiting.example",
          "https://WAITING.example",
          "https://waiting.example.stranger.example",
          "https://stranger.example/https://waiting.example"
        }) {
      catalogue.refused("issuer", "issued by " + issuer, claim("iss", issuer));
    }
    for (String use : new String[] {"refresh", "id", "ACCESS", "access ", ""}) {
      catalogue.refused(
          "token_use", "token_use \"" + use + "\" as access", claim("token_use", use));
    }
  }

  private static String times(String issued, String notBefore, String expires) {
    return GOOD.claim("iat", issued).claim("nbf", notBefore).claim("exp", expires).token();
  }

  private static String claim(String name, String text) {
    return GOOD.claim(name, quoted(text)).token();
  }
}
