package io.anteroom.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenValuesTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @ParameterizedTest
  @ValueSource(longs = {1, 3600, 31_536_000})
  void aTokenMayBeGoodForASecondToAYear(long seconds) {
    assertThat(new ValidityPeriod(seconds).toDuration()).hasSeconds(seconds);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 31_536_001, Long.MAX_VALUE, Long.MIN_VALUE})
  void aTokenMayNotBeGoodForLessOrMore(long seconds) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ValidityPeriod(seconds));
  }

  @Test
  void anIssuerIsPrintableAsciiOfAtMost512Characters() {
    assertThat(new Issuer("!~")).hasToString("!~");
    assertThat(new Issuer("x".repeat(512)).value()).hasSize(512);
    assertThatIllegalArgumentException().isThrownBy(() -> new Issuer("x".repeat(513)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\n", "\u007f", "caf\u00e9"})
  void anIssuerIsNothingElse(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Issuer(text));
  }

  @Test
  void namesOfKeysAndTokensHave1To128Characters() {
    assertThat(new KeyId("k".repeat(128)).value()).hasSize(128);
    assertThat(new TokenId("t".repeat(128)).value()).hasSize(128);
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyId(""));
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyId("k".repeat(129)));
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenId(""));
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenId("t".repeat(129)));
  }

  @Test
  void statusesHaveTheNumbersOfTheContract() {
    assertThat(SessionStatus.ofCode(0)).contains(SessionStatus.ACTIVE);
    assertThat(SessionStatus.ofCode(1)).contains(SessionStatus.COMPLETED);
    assertThat(SessionStatus.ofCode(-1)).contains(SessionStatus.ABANDONED);
  }

  /** Among them numbers that become 0, 1 or -1 when somebody cuts them to an int. */
  @ParameterizedTest
  @ValueSource(longs = {2, -2, 1L << 32, (1L << 32) + 1, Long.MAX_VALUE, Long.MIN_VALUE})
  void noOtherNumberIsAStatus(long code) {
    assertThat(SessionStatus.ofCode(code)).isEmpty();
  }

  @Test
  void claimsEndAfterTheyBegin() {
    assertThat(claims(NOW, NOW.plusSeconds(1)).expiresAt()).isEqualTo(NOW.plusSeconds(1));
    assertThatIllegalArgumentException().isThrownBy(() -> claims(NOW, NOW));
    assertThatIllegalArgumentException().isThrownBy(() -> claims(NOW, NOW.minusSeconds(1)));
  }

  @Test
  void claimsSpeakOfWholeSeconds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> claims(NOW.plusNanos(1), NOW.plusSeconds(9)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> claims(NOW, NOW.plusSeconds(9).plusMillis(1)));
  }

  private static TokenClaims claims(Instant issuedAt, Instant expiresAt) {
    return new TokenClaims(
        new EventId("Sample"),
        new RequestId(1, 2),
        new QueueNumber(1),
        issuedAt,
        expiresAt,
        new Issuer("https://wait.example"),
        new KeyId("k"),
        new TokenId("t"));
  }
}
