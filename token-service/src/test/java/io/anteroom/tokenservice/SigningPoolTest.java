package io.anteroom.tokenservice;

import static io.anteroom.tokenservice.ModelRooms.EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import io.anteroom.tokens.SignedTokens;
import io.anteroom.tokens.SigningKeys;
import io.anteroom.tokens.TokenSigner;
import io.anteroom.tokens.UnknownSigningKeyException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class SigningPoolTest {

  private static final Instant ISSUED = Instant.parse("2026-11-20T10:00:00Z");
  private static final SigningKeys KEYS = SigningKeys.generate();
  private static final TokenSigner SIGNER = new TokenSigner(KEYS);
  private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

  @Test
  void signsTheSameClaimsIntoTheSameTokensAndTimesOnlyTheSigning() {
    METERS.clear();
    try (SigningPool pool = new SigningPool(SIGNER, METERS);
        SigningPool other = new SigningPool(SIGNER, METERS)) {
      SignedTokens first = pool.sign(claims(1, KEYS.current())).join();

      assertThat(pool.sign(claims(1, KEYS.current())).join()).isSameAs(first);
      assertThat(other.sign(claims(1, KEYS.current())).join()).isEqualTo(first);
      assertThat(pool.sign(claims(2, KEYS.current())).join()).isNotEqualTo(first);
      assertThat(METERS.get("anteroom.token.signing").timer().count()).isEqualTo(3);
    }
  }

  @Test
  void turnsAwayAtOnceWhoeverFindsTheLineFull() {
    try (SigningPool pool = new SigningPool(SIGNER, METERS, 1, 2)) {
      List<CompletableFuture<SignedTokens>> signed = new ArrayList<>();
      for (int number = 1; number <= 200; number++) {
        signed.add(pool.sign(claims(number, KEYS.current())));
      }

      assertThat(signed.getFirst().join().access()).isNotEmpty();
      assertThat(signed).anySatisfy(SigningPoolTest::assertTurnedAway);
    }
  }

  @Test
  void saysThatAKeyIsGone() {
    try (SigningPool pool = new SigningPool(SIGNER, METERS)) {
      CompletableFuture<SignedTokens> signed = pool.sign(claims(1, new KeyId("gone")));

      assertThatThrownBy(signed::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(UnknownSigningKeyException.class);
    }
  }

  private static void assertTurnedAway(CompletableFuture<SignedTokens> signed) {
    assertThat(signed.isCompletedExceptionally()).isTrue();
    assertThat(signed.exceptionNow()).isInstanceOf(RejectedExecutionException.class);
  }

  private static TokenClaims claims(long number, KeyId keyId) {
    return new TokenClaims(
        EVENT,
        ModelRooms.request(number),
        new QueueNumber(number),
        ISSUED,
        ISSUED.plusSeconds(600),
        ModelRooms.ISSUER,
        keyId,
        new TokenId("token-" + number));
  }
}
