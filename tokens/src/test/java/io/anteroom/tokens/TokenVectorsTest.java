package io.anteroom.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.tokens.Verdict.Flaw;
import io.anteroom.tokens.Verdict.Invalid;
import io.anteroom.tokens.Verdict.Valid;
import io.anteroom.tokenvectors.TokenVector;
import io.anteroom.tokenvectors.TokenVectors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenVectorsTest {

  private static final TokenVectors VECTORS = TokenVectors.read();

  private final TokenVerifier verifier =
      new TokenVerifier(
          PublicKeys.parse(VECTORS.jwks()),
          new Expectation(
              new EventId(VECTORS.audience()),
              new Issuer(VECTORS.issuer()),
              TokenUse.ACCESS,
              Duration.ZERO));

  static List<TokenVector> vectors() {
    return VECTORS.vectors();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void isJudgedAsTheVectorSays(TokenVector vector) {
    assertThat(judge(vector, VECTORS.now())).isEqualTo(vector.flaw().orElse("good"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void isJudgedInTheSameWayBySomebodyWithARealClock(TokenVector vector) {
    assertThat(judge(vector, Instant.now())).isEqualTo(vector.flaw().orElse("good"));
  }

  private String judge(TokenVector vector, Instant now) {
    return switch (verifier.verify(vector.token(), now)) {
      case Valid _ -> "good";
      case Invalid(Flaw flaw) -> flaw.name().toLowerCase(Locale.ROOT);
    };
  }
}
