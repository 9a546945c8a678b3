package io.anteroom.tokenservice;

import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.token.TokenClaims;

/** What becomes of a request for tokens. */
sealed interface Claim {

  /** These are to be signed. */
  record Granted(TokenClaims claims) implements Claim {}

  /** There are none, for the reason that the room itself would give. */
  record Refused(Rejection reason) implements Claim {}

  /** Nobody can say at the moment. */
  record Undecided(String why) implements Claim {}
}
