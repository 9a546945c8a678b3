package io.anteroom.oidc.discovery;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.oidc.provider.ProviderAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * {@code GET /.well-known/openid-configuration}: what this provider can do, and where (OpenID
 * Connect Discovery 1.0 section 3). The same as long as the program runs.
 */
public final class Discovery {

  /** A new version of the program is known everywhere soon enough. */
  private static final Duration KEPT_FOR = Duration.ofMinutes(5);

  private static final List<String> CLAIMS =
      List.of(
          "iss",
          "aud",
          "sub",
          "exp",
          "iat",
          "nbf",
          "jti",
          "nonce",
          "auth_time",
          "token_use",
          "queue_position");

  private final Answer answer;

  /** Describes the provider at that address. */
  public Discovery(ProviderAddress address) {
    Map<String, Object> json = metadata(address).toJSONObject();
    // The library leaves out what is so anyway; people who read this may not know that.
    json.put("claims_parameter_supported", false);
    json.put("request_parameter_supported", false);
    this.answer = Answer.ok(json).keptFor(KEPT_FOR);
  }

  private static OIDCProviderMetadata metadata(ProviderAddress address) {
    OIDCProviderMetadata metadata =
        new OIDCProviderMetadata(
            new Issuer(address.issuer().value()),
            List.of(SubjectType.PUBLIC),
            address.at(ProviderAddress.KEYS));
    metadata.setAuthorizationEndpointURI(address.at(ProviderAddress.AUTHORIZE));
    metadata.setTokenEndpointURI(address.at(ProviderAddress.TOKEN));
    metadata.setUserInfoEndpointURI(address.at(ProviderAddress.USER_INFO));
    metadata.setScopes(new Scope("openid"));
    metadata.setResponseTypes(List.of(ResponseType.CODE));
    metadata.setResponseModes(List.of(ResponseMode.QUERY));
    metadata.setGrantTypes(List.of(GrantType.AUTHORIZATION_CODE));
    metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
    metadata.setTokenEndpointAuthMethods(
        List.of(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            ClientAuthenticationMethod.CLIENT_SECRET_POST));
    metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
    metadata.setPromptTypes(
        List.of(
            Prompt.Type.NONE, Prompt.Type.LOGIN, Prompt.Type.CONSENT, Prompt.Type.SELECT_ACCOUNT));
    metadata.setClaims(CLAIMS);
    metadata.setSupportsRequestURIParam(false);
    metadata.setSupportsAuthorizationResponseIssuerParam(true);
    return metadata;
  }

  /** Shows it. */
  public Mono<Answer> answer(Call call) {
    return Mono.just(answer);
  }
}
