package io.anteroom.oidc.token;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.oidc.client.Client;
import io.anteroom.oidc.client.Clients;
import io.anteroom.oidc.provider.ProviderAddress;
import java.util.Locale;
import java.util.Optional;

/** Says which client sends a token request, by its secret (RFC 6749 section 2.3.1). */
final class ClientCheck {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String BASIC = "basic ";

  private final Clients clients;
  private final ProviderAddress address;

  ClientCheck(Clients clients, ProviderAddress address) {
    this.clients = clients;
    this.address = address;
  }

  /**
   * The client.
   *
   * @param authorization the header
   * @throws TokenRefusal if there is none, or it tries more than one way to prove itself
   */
  Client client(Optional<String> authorization, TokenForm form) {
    if (authorization.isPresent() && form.get("client_secret").isPresent()) {
      throw TokenRefusal.malformed("the client must prove itself in one way only");
    }
    boolean triedBasic =
        authorization.filter(text -> text.toLowerCase(Locale.ROOT).startsWith(BASIC)).isPresent();
    PlainClientSecret proof =
        proof(authorization, form).orElseThrow(() -> TokenRefusal.unknownClient(triedBasic));
    String id = proof.getClientID().getValue();
    if (form.get("client_id").filter(named -> !named.equals(id)).isPresent()) {
      throw TokenRefusal.malformed("client_id names another client than the header");
    }
    return Optional.of(id)
        .filter(EventId::isValid)
        .flatMap(
            room -> clients.findBySecret(new EventId(room), proof.getClientSecret().getValue()))
        .orElseThrow(() -> TokenRefusal.unknownClient(triedBasic));
  }

  /** Empty if there is none, or none of these two kinds, or one that can't be read. */
  private Optional<PlainClientSecret> proof(Optional<String> authorization, TokenForm form) {
    try {
      HTTPRequest request =
          new HTTPRequest(HTTPRequest.Method.POST, address.at(ProviderAddress.TOKEN));
      request.setContentType(FORM);
      authorization.ifPresent(request::setAuthorization);
      request.setBody(form.text());
      return ClientAuthentication.parse(request) instanceof PlainClientSecret secret
          ? Optional.of(secret)
          : Optional.empty();
    } catch (ParseException | RuntimeException _) {
      // The library has more ways to stumble than it says: over a JWT without alg, for one.
      return Optional.empty();
    }
  }
}
