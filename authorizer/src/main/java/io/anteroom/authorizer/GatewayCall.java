package io.anteroom.authorizer;

import io.anteroom.authorizer.Decision.Allow;
import io.anteroom.authorizer.Decision.Deny;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.tokens.JsonObject;
import io.anteroom.tokens.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What API Gateway asks, and how it wants to be answered. Its shapes are documented in the API
 * Gateway Developer Guide: "Input to" and "Output from an API Gateway Lambda authorizer", and
 * "Control access to HTTP APIs with AWS Lambda authorizers".
 *
 * <p>The token is taken from the identity source and from nowhere else, since answers are kept by
 * it: a good token in another header would open the door for everybody with the same identity.
 */
sealed interface GatewayCall {

  /** What the caller sent to be let in. */
  Optional<String> credentials();

  /** The answer for API Gateway. */
  JsonText answer(Decision decision);

  /**
   * Reads an event.
   *
   * @throws UnknownEventException if it is not from an authorizer that this function can serve
   */
  static GatewayCall read(byte[] event) {
    JsonObject json =
        JsonObject.parse(new String(event, StandardCharsets.UTF_8))
            .orElseThrow(() -> new UnknownEventException("the event is no JSON object"));
    String version = json.text("version").orElse("");
    String type = json.text("type").orElse("");
    if (version.equals("2.0")) {
      return new Simple(identity(json));
    }
    if (type.equals("TOKEN")) {
      return new Policy(json.text("authorizationToken"), stage(json));
    }
    if (version.equals("1.0") && type.equals("REQUEST")) {
      return new Policy(json.text("identitySource"), stage(json));
    }
    throw new UnknownEventException(
        type.equals("REQUEST")
            ? "a REQUEST authorizer of a REST API does not say by what answers are kept: make it a"
                + " TOKEN authorizer"
            : "the event is neither of a TOKEN authorizer nor of payload format 2.0 or 1.0");
  }

  /** Where an HTTP API has no identity source, no answer is kept, and the header is as good. */
  private static Optional<String> identity(JsonObject event) {
    return event.lacks("identitySource")
        ? event.object("headers").flatMap(headers -> headers.text("authorization"))
        : event.firstText("identitySource");
  }

  private static Stage stage(JsonObject event) {
    return Stage.of(event.text("methodArn").orElse(""));
  }

  /** From an HTTP API with simple responses. */
  record Simple(Optional<String> credentials) implements GatewayCall {

    @Override
    public JsonText answer(Decision decision) {
      return new JsonText()
          .put("isAuthorized", decision instanceof Allow)
          .put("context", context(decision));
    }
  }

  /** From a REST API, or an HTTP API that wants the same answers. */
  record Policy(Optional<String> credentials, Stage stage) implements GatewayCall {

    /** A principal is asked for, also for those of whom nothing is known. */
    private static final String NOBODY = "nobody";

    @Override
    public JsonText answer(Decision decision) {
      JsonText statement =
          new JsonText()
              .put("Action", "execute-api:Invoke")
              .put("Effect", decision instanceof Allow ? "Allow" : "Deny")
              .put("Resource", stage.resource());
      return new JsonText()
          .put("principalId", principal(decision))
          .put(
              "policyDocument",
              new JsonText().put("Version", "2012-10-17").put("Statement", List.of(statement)))
          .put("context", context(decision));
    }

    private static String principal(Decision decision) {
      return decision instanceof Allow allow ? allow.claims().subject().toString() : NOBODY;
    }
  }

  /** Texts only: a REST API makes texts of everything, and an HTTP API would do otherwise. */
  private static JsonText context(Decision decision) {
    if (decision instanceof Deny deny) {
      return new JsonText().put("reason", deny.reason());
    }
    TokenClaims claims = ((Allow) decision).claims();
    return new JsonText()
        .put("event_id", claims.audience().value())
        .put("request_id", claims.subject().toString())
        .put("queue_position", Long.toString(claims.queuePosition().value()))
        .put("exp", Long.toString(claims.expiresAt().getEpochSecond()));
  }
}
