package io.anteroom.oidc.token;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import io.anteroom.edge.Answer;

/**
 * A token request that is answered with an error (RFC 6749 section 5.2). Carries no stack trace: it
 * is an answer, not a fault.
 */
final class TokenRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String RETRY_AFTER_SECONDS = "2";

  /** So that a client that tried it that way knows what was expected. */
  private static final String BASIC = "Basic realm=\"anteroom\", charset=\"UTF-8\"";

  private final Outcome outcome;
  private final transient Answer answer;

  private TokenRefusal(Outcome outcome, Answer answer) {
    super(outcome.tag(), null, false, false);
    this.outcome = outcome;
    this.answer = answer;
  }

  private static Answer answer(ErrorObject error, String words) {
    return Answer.of(
        error.getHTTPStatusCode(),
        new TokenErrorResponse(error.setDescription(words)).toJSONObject());
  }

  /** The request is not as it must be. */
  static TokenRefusal malformed(String words) {
    return new TokenRefusal(Outcome.MALFORMED, answer(OAuth2Error.INVALID_REQUEST, words));
  }

  /** It asks for something else than tokens for a code. */
  static TokenRefusal unsupportedGrant() {
    return new TokenRefusal(
        Outcome.MALFORMED,
        answer(OAuth2Error.UNSUPPORTED_GRANT_TYPE, "grant_type must be authorization_code"));
  }

  /**
   * The client is not who it says.
   *
   * @param triedBasic whether it tried to say so in the header
   */
  static TokenRefusal unknownClient(boolean triedBasic) {
    Answer answer =
        answer(OAuth2Error.INVALID_CLIENT, "no client of this provider has this id and secret");
    return new TokenRefusal(
        Outcome.UNKNOWN_CLIENT, triedBasic ? answer.with("WWW-Authenticate", BASIC) : answer);
  }

  /** The code is not good, or not for this. */
  static TokenRefusal badCode(Outcome outcome, String words) {
    return new TokenRefusal(outcome, answer(OAuth2Error.INVALID_GRANT, words));
  }

  /** Nobody can say at the moment. */
  static TokenRefusal unavailable(String words) {
    return new TokenRefusal(
        Outcome.UNAVAILABLE,
        answer(OAuth2Error.TEMPORARILY_UNAVAILABLE, words)
            .with("Retry-After", RETRY_AFTER_SECONDS));
  }

  Outcome outcome() {
    return outcome;
  }

  Answer answer() {
    return answer;
  }
}
