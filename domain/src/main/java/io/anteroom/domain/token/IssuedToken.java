package io.anteroom.domain.token;

import io.anteroom.domain.ticket.Place;

/** The one set of claims of a place, and the state of its session. */
public record IssuedToken(Place place, TokenClaims claims, SessionStatus status) {

  /** The same token in another state. */
  public IssuedToken with(SessionStatus next) {
    return new IssuedToken(place, claims, next);
  }
}
