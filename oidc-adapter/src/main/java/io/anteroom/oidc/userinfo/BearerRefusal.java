package io.anteroom.oidc.userinfo;

import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import io.anteroom.edge.Answer;
import java.util.Map;

/**
 * A call with no good token (RFC 6750 section 3). Carries no stack trace: it is an answer, not a
 * fault.
 */
final class BearerRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String REALM = "anteroom";

  private final transient BearerTokenError error;
  private final transient Map<String, Object> body;

  private BearerRefusal(BearerTokenError error, Map<String, Object> body) {
    super(error.getCode(), null, false, false);
    this.error = error.setRealm(REALM);
    this.body = body;
  }

  private static BearerRefusal of(BearerTokenError error, String words) {
    BearerTokenError worded = error.setDescription(words);
    return new BearerRefusal(worded, worded.toJSONObject());
  }

  /** None at all: whoever shows nothing is told no more than what to show (section 3.1). */
  static BearerRefusal missing() {
    return new BearerRefusal(
        BearerTokenError.MISSING_TOKEN, Map.of("error", "an access token is required"));
  }

  /** It came in a way that is none, or in two. */
  static BearerRefusal malformed(String words) {
    return of(BearerTokenError.INVALID_REQUEST, words);
  }

  /** It is not good, or not here. Which of its parts is wrong would help only who is guessing. */
  static BearerRefusal invalid(String words) {
    return of(BearerTokenError.INVALID_TOKEN, words);
  }

  Answer answer() {
    return Answer.of(error.getHTTPStatusCode(), body)
        .with("WWW-Authenticate", error.toWWWAuthenticateHeader());
  }
}
