package io.anteroom.oidc.userinfo;

import com.nimbusds.jwt.SignedJWT;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.Refusal;
import io.anteroom.oidc.client.Clients;
import io.anteroom.oidc.provider.SlowWork;
import io.anteroom.tokens.Expectation;
import io.anteroom.tokens.KeySource;
import io.anteroom.tokens.TokenVerifier;
import io.anteroom.tokens.Verdict;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * {@code GET} and {@code POST /userInfo}: all claims of an access token (OpenID Connect Core 1.0
 * section 5.3).
 */
public final class UserInfoEndpoint {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final Clients clients;
  private final Issuer issuer;
  private final KeySource keys;
  private final SlowWork work;
  private final InstantSource clock;

  /**
   * @param clients only tokens of their rooms are good here
   * @param issuer only its tokens are
   * @param keys may wait for others
   */
  public UserInfoEndpoint(
      Clients clients, Issuer issuer, KeySource keys, SlowWork work, InstantSource clock) {
    this.clients = clients;
    this.issuer = issuer;
    this.keys = keys;
    this.work = work;
    this.clock = clock;
  }

  /** Answers whoever shows a token. */
  public Mono<Answer> answer(Call call) {
    return work.answer(
        () -> {
          try {
            return Answer.ok(claims(BearerToken.shown(call.header("Authorization"), call.body())));
          } catch (BearerRefusal refusal) {
            return refusal.answer();
          }
        },
        () -> {
          throw notNow();
        });
  }

  /** The room that a token names says what it must be; that it is that is checked afterwards. */
  private Map<String, Object> claims(String token) {
    Map<String, Object> claims = unchecked(token);
    EventId room =
        Optional.ofNullable(claims.get("aud"))
            .map(String::valueOf)
            .filter(EventId::isValid)
            .map(EventId::new)
            .filter(clients::knows)
            .orElseThrow(UserInfoEndpoint::notGood);
    requireGood(token, room);
    return claims;
  }

  private static Map<String, Object> unchecked(String token) {
    try {
      return Optional.ofNullable(SignedJWT.parse(token).getPayload().toJSONObject())
          .orElseThrow(UserInfoEndpoint::notGood);
    } catch (ParseException | RuntimeException _) {
      // The library has more ways to stumble than it says: over a header without alg, for one.
      throw notGood();
    }
  }

  private void requireGood(String token, EventId room) {
    TokenVerifier verifier =
        new TokenVerifier(keys, Expectation.access(room.value(), issuer.value()));
    Verdict verdict = verifier.verify(token, clock.instant());
    if (verdict instanceof Verdict.Invalid(var flaw)) {
      throw switch (flaw) {
        case KEYS_UNAVAILABLE -> notNow();
        case EXPIRED -> BearerRefusal.invalid("the access token has ended");
        case MALFORMED,
            ALGORITHM,
            UNKNOWN_KEY,
            SIGNATURE,
            TOKEN_USE,
            AUDIENCE,
            ISSUER,
            NOT_YET_VALID ->
            notGood();
      };
    }
  }

  private static Refusal notNow() {
    return new Refusal.Unavailable("tokens can't be checked at the moment", SOON);
  }

  private static BearerRefusal notGood() {
    return BearerRefusal.invalid("this is no good access token of this provider");
  }
}
