package io.anteroom.oidc.place;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the private API whether a place has its turn, by asking for its tokens: that takes the turn,
 * once, and costs nothing while the place waits. Calls wait for their answers, and belong on
 * virtual threads. Safe for use by many threads.
 */
public final class Turns {

  /**
   * Somebody looks at an empty window meanwhile, and others find no desk free. A first token takes
   * a fraction of a second.
   */
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int MALFORMED = 400;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final PrivateOrigin origin;
  private final Issuer ours;
  private final Outage outage = new Outage("The private API");

  private final Seldom claimedElsewhere =
      new Seldom(
          "A place of a browser was claimed at the public origin, under another issuer, and so is"
              + " lost for its browser: rooms with clients need the issuer of this provider for their own");

  /**
   * Turns of the rooms behind that origin.
   *
   * @param ours whose tokens count
   */
  public Turns(PrivateOrigin origin, Issuer ours) {
    this.origin = origin;
    this.ours = ours;
  }

  /** How a place stands; if its turn is here, it is taken. */
  public Turn take(EventId room, RequestId requestId) {
    return asked(call(room, requestId));
  }

  /**
   * The same for a login of now, which the id token tells.
   *
   * @param nonce what the id token is to repeat
   */
  public Turn takeForLogin(EventId room, RequestId requestId, Optional<String> nonce) {
    ObjectNode call = call(room, requestId).put("auth_time", true);
    nonce.ifPresent(mark -> call.put("nonce", mark));
    return asked(call);
  }

  private ObjectNode call(EventId room, RequestId requestId) {
    return JSON.createObjectNode()
        .put("event_id", room.value())
        .put("request_id", requestId.toString())
        .put("issuer", ours.value());
  }

  private Turn asked(ObjectNode call) {
    Turn turn = judged(origin.post("/generate_token", call.toString(), LIMIT));
    if (turn instanceof Turn.NotKnown(String why)) {
      outage.goesOn(why);
    } else {
      outage.isOver();
    }
    return turn;
  }

  private Turn judged(Reply reply) {
    return switch (reply) {
      case Answered(int status, String body) ->
          switch (status) {
            case OK -> taken(body);
            case ACCEPTED -> new Turn.NotYet();
            default -> Refused.byTheRoom(body) ? refused(status) : unknown(status);
          };
      case Unanswered(String why) -> new Turn.NotKnown(why);
    };
  }

  private static Turn refused(int status) {
    return switch (status) {
      case NOT_FOUND, GONE -> new Turn.Over();
      case MALFORMED -> new Turn.NoSuchRoom();
      default -> unknown(status);
    };
  }

  private static Turn unknown(int status) {
    return new Turn.NotKnown("it answers with " + status);
  }

  /**
   * Tokens are the same for ever, also when they have ended; and the issuer is that of whoever
   * asked first. Neither would be of use to the site that sent the person here.
   */
  private Turn taken(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      Tokens tokens =
          new Tokens(
              json.required("access_token").stringValue(),
              json.required("id_token").stringValue(),
              json.required("expires_in").longValue());
      JWTClaimsSet claims = JWTParser.parse(tokens.access()).getJWTClaimsSet();
      if (!ours.value().equals(claims.getIssuer())) {
        claimedElsewhere.happened();
        return new Turn.Over();
      }
      return tokens.expiresIn() > 0
          ? new Turn.Here(claims.getIssueTime().toInstant(), tokens)
          : new Turn.Over();
    } catch (ParseException | RuntimeException _) {
      // Its words may quote the token.
      return new Turn.NotKnown("it answers with tokens that can't be read");
    }
  }
}
