package io.anteroom.site.shop;

import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.tokens.servlet.WaitingRoomFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;

/**
 * The turn by which somebody is in the shop.
 *
 * @param visitor whose
 * @param endsAt when the shop lets them do nothing more
 */
record Turn(RequestId visitor, Instant endsAt) {

  /** What the filter before all pages that sell has found. */
  static Turn of(HttpServletRequest request) {
    TokenClaims claims = (TokenClaims) request.getAttribute(WaitingRoomFilter.CLAIMS);
    return new Turn(claims.subject(), claims.expiresAt());
  }
}
