package io.anteroom.tokenservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GenerateTokenTest {

  private static final Instant ISSUED = Instant.parse("2026-11-20T10:00:00Z");

  @Test
  void theSecondsLeftAreNeverBelowZeroAndNeverAboveTheValidity() {
    assertThat(secondsLeft(ISSUED.plusMillis(999))).isEqualTo(600);
    assertThat(secondsLeft(ISSUED.plusSeconds(1))).isEqualTo(599);
    assertThat(secondsLeft(ISSUED.plusSeconds(600))).isZero();
    assertThat(secondsLeft(ISSUED.plusSeconds(9000))).isZero();
    assertThat(secondsLeft(ISSUED.minusSeconds(30))).isEqualTo(600);
  }

  private static long secondsLeft(Instant now) {
    TokenClaims claims =
        new TokenClaims(
            ModelRooms.EVENT,
            ModelRooms.request(0),
            new QueueNumber(1),
            ISSUED,
            ISSUED.plusSeconds(600),
            ModelRooms.ISSUER,
            new KeyId("key"),
            new TokenId("token"));
    return GenerateToken.secondsLeft(claims, now);
  }
}
