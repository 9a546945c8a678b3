package io.anteroom.tokens;

import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Keys, claims and tokens that never change; the keys sign nothing else. */
final class Golden {

  static final SigningKeys KEYS = SigningKeys.parse(text("signing-keys.json"));
  static final Instant ISSUED = Instant.parse("2026-11-20T10:00:00Z");
  static final Duration VALIDITY = Duration.ofHours(1);

  private Golden() {}

  static TokenClaims claims() {
    return claims(KEYS.current());
  }

  static TokenClaims claims(KeyId keyId) {
    return new TokenClaims(
        new EventId("Sample"),
        RequestId.parse("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"),
        new QueueNumber(Long.MAX_VALUE),
        ISSUED,
        ISSUED.plus(VALIDITY),
        new Issuer("https://waiting.example"),
        keyId,
        new TokenId("Sample.1.3-17"));
  }

  static Expectation access() {
    return new Expectation(claims().audience(), claims().issuer(), TokenUse.ACCESS, Duration.ZERO);
  }

  static String text(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
