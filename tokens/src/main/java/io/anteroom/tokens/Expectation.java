package io.anteroom.tokens;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.token.Issuer;
import java.time.Duration;

/**
 * What a token must say to be good here.
 *
 * @param audience the room that it must be for
 * @param issuer who must have issued it
 * @param use what it must be for
 * @param clockSkew how far the clocks of issuer and verifier may lie apart, 0 to 60 s
 */
public record Expectation(EventId audience, Issuer issuer, TokenUse use, Duration clockSkew) {

  private static final Duration MAX_SKEW = Duration.ofMinutes(1);

  /**
   * @throws IllegalArgumentException if the skew is out of bounds
   */
  public Expectation {
    if (clockSkew.isNegative() || clockSkew.compareTo(MAX_SKEW) > 0) {
      throw new IllegalArgumentException("clock skew must be 0 to 60 s, not " + clockSkew);
    }
  }
}
