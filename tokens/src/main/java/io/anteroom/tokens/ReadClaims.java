package io.anteroom.tokens;

import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/**
 * The payload of a token whose signature is good.
 *
 * @param use {@code token_use}, any text
 * @param notBefore {@code nbf}
 */
record ReadClaims(TokenClaims claims, String use, Instant notBefore) {

  /**
   * Reads a payload.
   *
   * @throws IllegalArgumentException if a claim is missing, of the wrong type or out of bounds
   */
  static ReadClaims of(KeyId keyId, byte[] payload) {
    Map<?, ?> json = StrictJson.object(payload);
    TokenClaims claims =
        new TokenClaims(
            new EventId(text(json, "aud")),
            RequestId.parse(text(json, "sub")),
            new QueueNumber(whole(json, "queue_position")),
            time(json, "iat"),
            time(json, "exp"),
            new Issuer(text(json, "iss")),
            keyId,
            new TokenId(text(json, "jti")));
    return new ReadClaims(claims, text(json, "token_use"), time(json, "nbf"));
  }

  private static String text(Map<?, ?> json, String name) {
    if (json.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("claim " + name + " must be a text");
  }

  private static long whole(Map<?, ?> json, String name) {
    if (json.get(name) instanceof Long whole) {
      return whole;
    }
    throw new IllegalArgumentException("claim " + name + " must be a whole number");
  }

  private static Instant time(Map<?, ?> json, String name) {
    try {
      return Instant.ofEpochSecond(whole(json, name));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("claim " + name + " is out of bounds", e);
    }
  }
}
