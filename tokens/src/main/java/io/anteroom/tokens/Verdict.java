package io.anteroom.tokens;

import io.anteroom.domain.token.TokenClaims;

/** What a verifier makes of a token. */
public sealed interface Verdict {

  /** It is good: this is what it says. */
  record Valid(TokenClaims claims) implements Verdict {}

  /** It lets nobody in. */
  record Invalid(Flaw flaw) implements Verdict {}

  /** The first thing found wrong. */
  enum Flaw {
    /**
     * Not a JWS in three parts, too long, asking for extensions, or with a claim that is missing,
     * doubled or of the wrong type.
     */
    MALFORMED,
    /** Another algorithm than RS256. */
    ALGORITHM,
    /** No {@code kid}, or one that the key source does not know. */
    UNKNOWN_KEY,
    /**
     * Nothing: no keys can be had at the moment, so nobody can tell. Asked later it may be good.
     */
    KEYS_UNAVAILABLE,
    /** Not signed by that key, or changed since. */
    SIGNATURE,
    /** An access, refresh or id token in the place of another. */
    TOKEN_USE,
    /** For another room. */
    AUDIENCE,
    /** From another issuer. */
    ISSUER,
    /** Its time has not come. */
    NOT_YET_VALID,
    /** Its time is over. */
    EXPIRED
  }
}
