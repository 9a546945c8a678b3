package io.anteroom.tokenservice;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.ValidityPeriod;
import io.anteroom.edge.JsonBody;
import java.util.Optional;

/**
 * Somebody wants the tokens of a place.
 *
 * @param issuer overrides the room's, when the token is first made
 * @param validityPeriod overrides the room's, when the token is first made
 */
record TokenRequest(
    EventId eventId,
    RequestId requestId,
    Optional<Issuer> issuer,
    Optional<ValidityPeriod> validityPeriod) {

  /** As everybody may ask: what they say of issuer and validity is an unknown field. */
  static TokenRequest ofVisitor(JsonBody body) {
    return new TokenRequest(
        body.text("event_id", EventId::new),
        body.text("request_id", RequestId::parse),
        Optional.empty(),
        Optional.empty());
  }

  /** As the site's own programs may ask. */
  static TokenRequest ofSite(JsonBody body) {
    TokenRequest plain = ofVisitor(body);
    return new TokenRequest(
        plain.eventId(),
        plain.requestId(),
        body.optionalText("issuer", Issuer::new),
        body.optionalWholeNumber("validity_period", ValidityPeriod::new));
  }
}
