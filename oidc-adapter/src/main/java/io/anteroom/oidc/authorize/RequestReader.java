package io.anteroom.oidc.authorize;

import static com.nimbusds.oauth2.sdk.OAuth2Error.INVALID_REQUEST;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.oidc.authorize.LoginParameters.UnsuitableException;
import io.anteroom.oidc.client.Client;
import io.anteroom.oidc.client.Clients;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a site asks for. First whether it may ask at all: only then is it told what else is
 * wrong.
 */
final class RequestReader {

  /** What fits into the first line of a request to this server, beside the path. */
  private static final int MAX_QUERY = 8 * 1024;

  private final Clients clients;

  RequestReader(Clients clients) {
    this.clients = clients;
  }

  /**
   * Reads a request.
   *
   * @param parameters decoded
   */
  Reading read(Map<String, List<String>> parameters) {
    LoginParameters sent = LoginParameters.of(parameters);
    Optional<EventId> room =
        sent.once(LoginParameters.CLIENT_ID)
            .filter(EventId::isValid)
            .map(EventId::new)
            .filter(clients::knows);
    if (room.isEmpty()) {
      return new Reading.NoWayBack("Its client_id is missing, or not known here.");
    }
    Optional<String> redirectUri = sent.once(LoginParameters.REDIRECT_URI);
    Optional<Client> client = redirectUri.flatMap(uri -> clients.find(room.get(), uri));
    if (client.isEmpty()) {
      return new Reading.NoWayBack(
          "Its redirect_uri is missing, or not one that is registered for its client_id.");
    }
    ReturnAddress back =
        new ReturnAddress(
            URI.create(redirectUri.orElseThrow()),
            sent.once(LoginParameters.STATE),
            modeOfAnswers(sent));
    try {
      return checked(sent.login(client.get(), back), sent.isJoined());
    } catch (UnsuitableException e) {
      return new Reading.Refused(back, e.error());
    }
  }

  /** A site that wants a token from here looks for answers, errors too, behind the {@code #}. */
  private static ResponseMode modeOfAnswers(LoginParameters sent) {
    try {
      return ResponseMode.resolve(
          null, ResponseType.parse(sent.once(LoginParameters.RESPONSE_TYPE).orElse("code")));
    } catch (ParseException | IllegalArgumentException _) {
      return ResponseMode.QUERY;
    }
  }

  /** Its query goes through people's browsers, and has to come back whole. */
  private static Reading checked(LoginRequest request, boolean isJoined) {
    return request.query().length() > MAX_QUERY
        ? new Reading.Refused(
            request.back(), INVALID_REQUEST.setDescription("the request is too long"))
        : new Reading.Understood(request, isJoined);
  }
}
