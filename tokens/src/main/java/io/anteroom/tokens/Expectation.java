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

  /** More than clocks that are kept differ by. */
  private static final Duration COMMON_SKEW = Duration.ofSeconds(5);

  /**
   * @throws IllegalArgumentException if the skew is out of bounds
   */
  public Expectation {
    if (clockSkew.isNegative() || clockSkew.compareTo(MAX_SKEW) > 0) {
      throw new IllegalArgumentException("clock skew must be 0 to 60 s, not " + clockSkew);
    }
  }

  /**
   * What a site asks for: an access token of its room, with 5 s for the clocks.
   *
   * @param room the room's {@code event_id}
   * @param issuer the room's {@code issuer}, as a rule the public origin
   * @throws IllegalArgumentException if one of them could not be that
   */
  public static Expectation access(String room, String issuer) {
    return new Expectation(new EventId(room), new Issuer(issuer), TokenUse.ACCESS, COMMON_SKEW);
  }
}
