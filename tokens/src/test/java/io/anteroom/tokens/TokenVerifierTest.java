package io.anteroom.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.tokens.Verdict.Flaw;
import io.anteroom.tokens.Verdict.Invalid;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What {@link TokenVectorsTest} leaves open: bounds of time, and damage of any kind. */
class TokenVerifierTest {

  private static final SignedTokens TOKENS = new TokenSigner(Golden.KEYS).sign(Golden.claims());
  private static final Instant NOW = Golden.ISSUED.plusSeconds(1);

  @Test
  void readsBackTheClaimsOfAGoodToken() {
    assertThat(verify(TOKENS.access())).isEqualTo(new Verdict.Valid(Golden.claims()));
  }

  @Test
  void refusesATokenFromItsLastSecondOn() {
    Instant end = Golden.ISSUED.plus(Golden.VALIDITY);

    assertThat(verifier().verify(TOKENS.access(), end.minusMillis(1)))
        .isInstanceOf(Verdict.Valid.class);
    assertThat(verifier().verify(TOKENS.access(), end)).isEqualTo(new Invalid(Flaw.EXPIRED));
  }

  @Test
  void refusesATokenBeforeItsTime() {
    assertThat(verifier().verify(TOKENS.access(), Golden.ISSUED.minusMillis(1)))
        .isEqualTo(new Invalid(Flaw.NOT_YET_VALID));
  }

  @Test
  void allowsForClocksThatDifferByTheSkew() {
    Expectation lenient =
        new Expectation(
            Golden.access().audience(),
            Golden.access().issuer(),
            TokenUse.ACCESS,
            Duration.ofSeconds(5));
    TokenVerifier verifier = new TokenVerifier(Golden.KEYS.publicKeys(), lenient);
    Instant end = Golden.ISSUED.plus(Golden.VALIDITY);

    assertThat(verifier.verify(TOKENS.access(), Golden.ISSUED.minusSeconds(5)))
        .isInstanceOf(Verdict.Valid.class);
    assertThat(verifier.verify(TOKENS.access(), end.plusSeconds(4)))
        .isInstanceOf(Verdict.Valid.class);
    assertThat(verifier.verify(TOKENS.access(), end.plusSeconds(5)))
        .isEqualTo(new Invalid(Flaw.EXPIRED));
  }

  @Test
  void refusesATokenWithAnyOneLetterChanged() {
    String token = TOKENS.access();
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);

      assertThat(verify(changed)).as("letter %d", i).isInstanceOf(Verdict.Invalid.class);
    }
  }

  @Test
  void refusesATokenThatIsCutAnywhere() {
    String token = TOKENS.access();
    for (int i = 0; i < token.length(); i++) {
      assertThat(verify(token.substring(0, i))).as("%d", i).isInstanceOf(Verdict.Invalid.class);
      assertThat(verify(token.substring(i + 1))).as("%d", i).isInstanceOf(Verdict.Invalid.class);
    }
  }

  private static Verdict verify(String token) {
    return verifier().verify(token, NOW);
  }

  private static TokenVerifier verifier() {
    return new TokenVerifier(Golden.KEYS.publicKeys(), Golden.access());
  }
}
