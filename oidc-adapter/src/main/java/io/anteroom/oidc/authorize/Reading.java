package io.anteroom.oidc.authorize;

import com.nimbusds.oauth2.sdk.ErrorObject;

/** What became of reading a site's request. */
sealed interface Reading {

  /**
   * It is right.
   *
   * @param isJoined whether the person has just got a place: said by nobody but our own links
   */
  record Understood(LoginRequest request, boolean isJoined) implements Reading {}

  /** It is not, and the site is to be told. */
  record Refused(ReturnAddress back, ErrorObject error) implements Reading {}

  /**
   * It is not, and nobody can be sent back: who would send people to addresses that no known site
   * has named could be used to lead them anywhere (RFC 6749 section 4.1.2.1).
   *
   * @param why in words, for the person and for those who made the site
   */
  record NoWayBack(String why) implements Reading {}
}
