package io.anteroom.oidc.authorize;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.oidc.client.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a site asks for (OpenID Connect Core 1.0 section 3.1.2.1), found to be right, and reduced to
 * what counts here.
 *
 * @param room whose line it is; the site calls it {@code client_id}
 * @param client the site
 * @param back where the person is to go afterwards
 * @param nonce to be said in the id token
 * @param codeChallenge by S256 (RFC 7636), in base64url
 * @param manner how the person may be asked
 * @param maxAge how long ago somebody may have come in by the place
 * @param since when the site asked, in whole seconds, if that was not just now: said by nobody but
 *     our own links
 */
record LoginRequest(
    EventId room,
    Client client,
    ReturnAddress back,
    Optional<String> nonce,
    Optional<String> codeChallenge,
    Manner manner,
    Optional<Duration> maxAge,
    Optional<Instant> since) {

  /** A parameter of ours. */
  static final String SINCE = "since";

  /** Another, in the link of somebody who has just got a place; no part of the request. */
  static final String JOINED = "joined";

  /** How a person may be asked: the values of {@code prompt} that change something here. */
  enum Manner {
    /** As it comes. */
    USUAL,
    /** Only somebody who has not come in yet ({@code login}). */
    ANEW,
    /** Not at all ({@code none}): nobody looks at the pages that this would show. */
    SILENT
  }

  /** The same, to be asked again later. */
  LoginRequest asked(Instant now) {
    return new LoginRequest(
        room, client, back, nonce, codeChallenge, manner, maxAge, since.or(() -> Optional.of(now)));
  }

  /** The same as the parameters of a link: whoever reads them gets this request again. */
  String query() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    parameters.put("client_id", List.of(room.value()));
    parameters.put("redirect_uri", List.of(back.redirectUri().toString()));
    parameters.put("response_type", List.of("code"));
    parameters.put("scope", List.of("openid"));
    back.state().ifPresent(state -> parameters.put("state", List.of(state)));
    nonce.ifPresent(value -> parameters.put("nonce", List.of(value)));
    codeChallenge.ifPresent(challenge -> {
      parameters.put("code_challenge", List.of(challenge));
      parameters.put("code_challenge_method", List.of("S256"));
    });
    prompt().ifPresent(prompt -> parameters.put("prompt", List.of(prompt)));
    maxAge.ifPresent(age -> parameters.put("max_age", List.of(Long.toString(age.toSeconds()))));
    since.ifPresent(at -> parameters.put(SINCE, List.of(Long.toString(at.getEpochSecond()))));
    return URLUtils.serializeParameters(parameters);
  }

  private Optional<String> prompt() {
    return switch (manner) {
      case USUAL -> Optional.empty();
      case ANEW -> Optional.of("login");
      case SILENT -> Optional.of("none");
    };
  }
}
