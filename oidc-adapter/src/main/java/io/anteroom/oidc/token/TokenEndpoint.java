package io.anteroom.oidc.token;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.oidc.client.Client;
import io.anteroom.oidc.client.Clients;
import io.anteroom.oidc.place.Tokens;
import io.anteroom.oidc.provider.ProviderAddress;
import io.anteroom.oidc.provider.SlowWork;
import io.anteroom.oidc.token.Redemption.Offer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * {@code POST /token}: the exchange of a code for tokens (OpenID Connect Core 1.0 section 3.1.3).
 */
public final class TokenEndpoint {

  private static final String REDIRECT_URI = "redirect_uri";

  /** Whatever else was asked for (RFC 6749 section 5.1). */
  private static final Scope GRANTED = new Scope(OIDCScopeValue.OPENID);

  private final ClientCheck check;
  private final Redemption redemption;
  private final SlowWork work;
  private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

  /**
   * @param clients who may redeem codes
   * @param address of this provider
   * @param work where sites are waited for
   */
  public TokenEndpoint(
      Clients clients,
      ProviderAddress address,
      Redemption redemption,
      SlowWork work,
      MeterRegistry meters) {
    this.check = new ClientCheck(clients, address);
    this.redemption = redemption;
    this.work = work;
    for (Outcome outcome : Outcome.values()) {
      counters.put(
          outcome,
          Counter.builder("anteroom.oidc.tokens")
              .description("Token requests, apart by what came of them")
              .tag("outcome", outcome.tag())
              .register(meters));
    }
  }

  /** Answers a token request. */
  public Mono<Answer> answer(Call call) {
    return work.answer(
        () -> {
          try {
            Tokens tokens = redeem(call);
            count(Outcome.REDEEMED);
            return withoutCaches(Answer.ok(body(tokens)));
          } catch (TokenRefusal refusal) {
            return refused(refusal);
          }
        },
        () -> refused(TokenRefusal.unavailable("too many codes are redeemed at once")));
  }

  private Answer refused(TokenRefusal refusal) {
    count(refusal.outcome());
    return withoutCaches(refusal.answer());
  }

  private Tokens redeem(Call call) {
    TokenForm form = TokenForm.read(call.body());
    Client client = check.client(call.header("Authorization"), form);
    return redemption.redeem(client, offer(form));
  }

  private static Offer offer(TokenForm form) {
    String type =
        form.get("grant_type").orElseThrow(() -> TokenRefusal.malformed("grant_type is missing"));
    if (!type.equals(GrantType.AUTHORIZATION_CODE.getValue())) {
      throw TokenRefusal.unsupportedGrant();
    }
    try {
      // Taken as it was sent instead: the library takes blanks away, and drops what it can't read.
      AuthorizationCodeGrant grant = AuthorizationCodeGrant.parse(form.without(REDIRECT_URI));
      return new Offer(
          grant.getAuthorizationCode().getValue(),
          form.get(REDIRECT_URI),
          Optional.ofNullable(grant.getCodeVerifier()).map(verifier -> verifier.getValue()));
    } catch (ParseException _) {
      throw TokenRefusal.malformed("code is missing, or code_verifier is none (RFC 7636)");
    }
  }

  /** Without a refresh token: it could not be used here, and clients would try. */
  private static Map<String, Object> body(Tokens tokens) {
    BearerAccessToken access = new BearerAccessToken(tokens.access(), tokens.expiresIn(), GRANTED);
    return new OIDCTokenResponse(new OIDCTokens(tokens.id(), access, null)).toJSONObject();
  }

  /** No answer of ours may be kept; those of old caches are told in their own words. */
  private static Answer withoutCaches(Answer answer) {
    return answer.with("Pragma", "no-cache");
  }

  private void count(Outcome outcome) {
    Optional.ofNullable(counters.get(outcome)).ifPresent(Counter::increment);
  }
}
