package io.anteroom.domain.token;

import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a token says. The log keeps the claims; signing them again gives the same bytes. Times are
 * whole seconds (RFC 7519 section 2, NumericDate).
 *
 * @param audience the room ({@code aud})
 * @param subject the request that was let in ({@code sub})
 * @param queuePosition its number
 * @param issuedAt when the room decided ({@code iat}, also {@code nbf})
 * @param expiresAt when the token ends ({@code exp}), after {@code issuedAt}
 * @param issuer who issues it ({@code iss})
 * @param keyId the key that signs it ({@code kid})
 * @param tokenId its own id ({@code jti})
 */
public record TokenClaims(
    EventId audience,
    RequestId subject,
    QueueNumber queuePosition,
    Instant issuedAt,
    Instant expiresAt,
    Issuer issuer,
    KeyId keyId,
    TokenId tokenId) {

  /**
   * @throws IllegalArgumentException if a time has a fraction of a second or the token ends before
   *     it starts
   */
  public TokenClaims {
    if (!isWholeSecond(issuedAt) || !isWholeSecond(expiresAt)) {
      throw new IllegalArgumentException("iat and exp are whole seconds");
    }
    if (!expiresAt.isAfter(issuedAt)) {
      throw new IllegalArgumentException("exp must be after iat");
    }
  }

  private static boolean isWholeSecond(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).equals(time);
  }
}
