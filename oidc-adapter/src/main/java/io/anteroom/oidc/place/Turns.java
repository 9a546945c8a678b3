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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
              + " lost for its browser: no other page may claim places of rooms with clients");

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
    String call =
        JSON.createObjectNode()
            .put("event_id", room.value())
            .put("request_id", requestId.toString())
            .put("issuer", ours.value())
            .toString();
    Turn turn = judged(origin.post("/generate_token", call, LIMIT));
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
            case NOT_FOUND, GONE -> new Turn.Over();
            case MALFORMED -> new Turn.NoSuchRoom();
            default -> new Turn.NotKnown("it answers with " + status);
          };
      case Unanswered(String why) -> new Turn.NotKnown(why);
    };
  }

  /**
   * Tokens are the same for ever, also when they have ended; and the issuer is that of whoever
   * asked first. Neither would be of use to the site that sent the person here.
   */
  private Turn taken(String body) {
    try {
      JsonNode tokens = JSON.readTree(body);
      JWTClaimsSet claims =
          JWTParser.parse(tokens.required("id_token").stringValue()).getJWTClaimsSet();
      if (!ours.value().equals(claims.getIssuer())) {
        claimedElsewhere.happened();
        return new Turn.Over();
      }
      return tokens.required("expires_in").longValue() > 0
          ? new Turn.Here(claims.getIssueTime().toInstant())
          : new Turn.Over();
    } catch (ParseException | RuntimeException _) {
      // Its words may quote the token.
      return new Turn.NotKnown("it answers with tokens that can't be read");
    }
  }
}
