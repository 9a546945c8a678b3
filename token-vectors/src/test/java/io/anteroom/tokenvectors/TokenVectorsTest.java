package io.anteroom.tokenvectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenVectorsTest {

  private static final Path FILE = Path.of("src/main/resources/vectors/tokens.json");

  /** Set, it has the file written again. */
  private static final String WRITE = "write-token-vectors";

  @Test
  void theFileIsWhatItsMakersMake() throws IOException {
    String made = file();
    if (System.getProperty(WRITE) != null) {
      Files.writeString(FILE, made);
    }

    assertThat(Files.readString(FILE)).isEqualTo(made);
  }

  @Test
  void everyVectorHasANameAndATokenOfItsOwn() {
    List<TokenVector> vectors = TokenVectors.read().vectors();

    assertThat(vectors).extracting(TokenVector::name).doesNotHaveDuplicates();
    assertThat(vectors).extracting(TokenVector::token).doesNotHaveDuplicates();
  }

  @Test
  void noGoodOneIsStrict() {
    assertThat(TokenVectors.read().vectors())
        .filteredOn(TokenVector::isGood)
        .hasSizeGreaterThan(3)
        .noneMatch(TokenVector::strict);
  }

  @Test
  void everyFlawIsThere() {
    assertThat(TokenVectors.read().vectors())
        .extracting(TokenVector::flaw)
        .map(flaw -> flaw.orElse("none"))
        .contains(
            "none",
            "malformed",
            "algorithm",
            "unknown_key",
            "signature",
            "token_use",
            "audience",
            "issuer",
            "not_yet_valid",
            "expired");
  }

  @Test
  void theLongOnesHaveAMegabyte() {
    assertThat(TokenVectors.read().vectors())
        .filteredOn(vector -> vector.name().startsWith("a megabyte"))
        .hasSize(5)
        .allMatch(vector -> vector.token().length() >= 1 << 20);
  }

  @Test
  void whatHttpWouldChangeDoesNotFitIntoAHeader() {
    assertThat(new TokenVector("a", "a.b.c", Optional.empty(), false).fitsIntoAHeader()).isTrue();
    for (String token : List.of("", " a.b.c", "a.b.c ", "a\n", "é", "a".repeat(8000))) {
      assertThat(new TokenVector("a", token, Optional.empty(), false).fitsIntoAHeader()).isFalse();
    }
  }

  private static String file() {
    Catalogue catalogue = new Catalogue();
    GoodTokens.addTo(catalogue);
    ForgedTokens.addTo(catalogue);
    OutOfPlaceTokens.addTo(catalogue);
    OddClaims.addTo(catalogue);
    BrokenTokens.addTo(catalogue);
    return """
    {
    "expect": {"audience": "Sample", "issuer": "https://waiting.example", "use": "access"},
    "now": 1795168800,
    "jwks": {"keys": [
    %s,
    %s
    ]},
    "vectors": [
    %s
    ]
    }
    """
        .formatted(
            SigningKey.CURRENT.publicJwk(),
            SigningKey.OLDER.publicJwk(),
            String.join(",\n", catalogue.lines()));
  }
}
