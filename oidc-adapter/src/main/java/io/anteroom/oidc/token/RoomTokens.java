package io.anteroom.oidc.token;

import com.nimbusds.jwt.SignedJWT;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.signedcalls.PrivateOrigin;
import io.anteroom.signedcalls.Reply;
import io.anteroom.signedcalls.Reply.Answered;
import io.anteroom.signedcalls.Reply.Unanswered;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gets the tokens of places from the private API, which gives the same ones however often it is
 * asked. Calls wait for their answers, and belong on virtual threads. Safe for use by many threads.
 */
final class RoomTokens {

  private static final Logger log = LoggerFactory.getLogger(RoomTokens.class);

  /** A site's server waits meanwhile, and a person behind it. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int MALFORMED = 400;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final PrivateOrigin origin;
  private final Issuer ours;

  /**
   * Tokens of the rooms behind that origin.
   *
   * @param ours whose tokens count
   */
  RoomTokens(PrivateOrigin origin, Issuer ours) {
    this.origin = origin;
    this.ours = ours;
  }

  /**
   * The tokens of a served place.
   *
   * @param nonce what the id token is to repeat
   * @throws TokenRefusal if it has none, or nobody can say
   */
  Tokens of(EventId room, RequestId place, Optional<String> nonce) {
    ObjectNode call =
        JSON.createObjectNode()
            .put("event_id", room.value())
            .put("request_id", place.toString())
            .put("issuer", ours.value())
            .put("auth_time", true);
    nonce.ifPresent(mark -> call.put("nonce", mark));
    return tokens(origin.post("/generate_token", call.toString(), LIMIT));
  }

  private Tokens tokens(Reply reply) {
    return switch (reply) {
      case Answered(int status, String body) ->
          switch (status) {
            case OK -> good(body);
            case ACCEPTED, MALFORMED, NOT_FOUND, GONE -> throw notServed();
            default -> throw unavailable("it answers with " + status);
          };
      case Unanswered(String why) -> throw unavailable(why);
    };
  }

  /** Those that have ended, or that somebody else let make, are of no use to the client. */
  private Tokens good(String body) {
    Tokens tokens;
    String issuer;
    try {
      JsonNode json = JSON.readTree(body);
      tokens =
          new Tokens(
              json.required("access_token").stringValue(),
              json.required("id_token").stringValue(),
              json.required("expires_in").longValue());
      issuer = String.valueOf(SignedJWT.parse(tokens.id()).getJWTClaimsSet().getIssuer());
    } catch (ParseException | RuntimeException _) {
      // Its words may quote a token.
      throw unavailable("it answers with tokens that can't be read");
    }
    if (tokens.expiresIn() <= 0 || !ours.value().equals(issuer)) {
      throw notServed();
    }
    return tokens;
  }

  private static TokenRefusal notServed() {
    return TokenRefusal.badCode(Outcome.NOT_SERVED, "the place of this code lets nobody in");
  }

  private static TokenRefusal unavailable(String why) {
    log.warn("the private API gives no tokens: {}", why);
    return TokenRefusal.unavailable("tokens can't be had at the moment");
  }
}
