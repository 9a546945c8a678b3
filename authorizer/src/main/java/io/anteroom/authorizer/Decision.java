package io.anteroom.authorizer;

import io.anteroom.domain.token.TokenClaims;
import io.anteroom.tokens.Verdict.Flaw;
import java.util.Locale;

/** Whether a caller is let in. */
sealed interface Decision {

  /** They are: this is what their token says. */
  record Allow(TokenClaims claims) implements Decision {}

  /**
   * They are not.
   *
   * @param reason one word or two, for logs and for the answer that API Gateway gives
   */
  record Deny(String reason) implements Decision {

    /** No token was sent. */
    static final Deny MISSING = new Deny("missing");

    /** There may be nothing wrong with the token: nobody could tell. */
    static final Deny KEYS_UNAVAILABLE = of(Flaw.KEYS_UNAVAILABLE);

    static Deny of(Flaw flaw) {
      return new Deny(flaw.name().toLowerCase(Locale.ROOT));
    }
  }
}
