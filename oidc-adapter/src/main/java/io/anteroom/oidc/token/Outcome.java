package io.anteroom.oidc.token;

import java.util.Locale;

/** What comes of token requests, for those who watch over the service. */
enum Outcome {
  /** Tokens. */
  REDEEMED,
  /** The request is not as it must be. */
  MALFORMED,
  /** Nobody has this name and secret, or nobody was named. */
  UNKNOWN_CLIENT,
  /** Nothing that was sealed here. */
  UNKNOWN_CODE,
  /** Its time is over. */
  EXPIRED_CODE,
  /** It is another client's. */
  CODE_OF_ANOTHER_CLIENT,
  /** The person was sent elsewhere with it. */
  OTHER_REDIRECT_URI,
  /** The verifier is missing, wrong, or there without a challenge. */
  NOT_PROVEN,
  /** Somebody was first. */
  USED_CODE,
  /** The place lets nobody in any more, or not yet. */
  NOT_SERVED,
  /** Nobody could say at the moment. */
  UNAVAILABLE;

  /** As metrics name it. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
