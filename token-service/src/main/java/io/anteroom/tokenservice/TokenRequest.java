package io.anteroom.tokenservice;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.ValidityPeriod;
import io.anteroom.edge.JsonBody;
import io.anteroom.edge.Refusal;
import java.util.Optional;
import java.util.function.Function;

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
        value(body.optionalText("issuer"), Issuer::new),
        value(body.optionalWholeNumber("validity_period"), ValidityPeriod::new));
  }

  private static <T, V> Optional<V> value(Optional<T> field, Function<T, V> type) {
    try {
      return field.map(type);
    } catch (IllegalArgumentException e) {
      throw new Refusal.Malformed(String.valueOf(e.getMessage()));
    }
  }
}
