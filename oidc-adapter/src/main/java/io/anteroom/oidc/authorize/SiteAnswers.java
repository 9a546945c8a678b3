package io.anteroom.oidc.authorize;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.id.Issuer;
import java.net.URI;
import java.net.URLEncoder;

/**
 * The addresses by which people go back to a site, with what it is told. Each names this provider
 * (RFC 9207), so that a site with several can't be led to mix them up.
 */
final class SiteAnswers {

  private final Issuer issuer;

  SiteAnswers(io.anteroom.domain.token.Issuer issuer) {
    this.issuer = new Issuer(issuer.value());
  }

  /** With a code (OpenID Connect Core 1.0 section 3.1.2.5). */
  URI code(ReturnAddress back, String code) {
    return address(
        back,
        new AuthorizationSuccessResponse(
            back.redirectUri(), new AuthorizationCode(code), null, null, issuer, back.mode()));
  }

  /** With an error (section 3.1.2.6). */
  URI error(ReturnAddress back, ErrorObject error) {
    return address(
        back, new AuthorizationErrorResponse(back.redirectUri(), error, null, issuer, back.mode()));
  }

  /** To where a site begins a login, so that it does (section 4). */
  URI beginning(URI initiateLoginUri) {
    return URI.create(
        initiateLoginUri
            + (initiateLoginUri.getRawQuery() == null ? "?" : "&")
            + "iss="
            + URLEncoder.encode(issuer.getValue(), UTF_8));
  }

  /** The library would cut off blanks around a state, and it has to be exactly what came. */
  private static URI address(ReturnAddress back, AuthorizationResponse answer) {
    String state =
        back.state().map(value -> "&state=" + URLEncoder.encode(value, UTF_8)).orElse("");
    return URI.create(answer.toURI() + state);
  }
}
