package io.anteroom.oidc.userinfo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the token that a call shows (RFC 6750 section 2): in the header or in the form, but never
 * in the query, which ends up in logs.
 */
final class BearerToken {

  private static final String SCHEME = "bearer";
  private static final String FIELD = "access_token";

  private BearerToken() {}

  /**
   * The token.
   *
   * @param body a form, or empty
   * @throws BearerRefusal if there is none, or more than one
   */
  static String shown(Optional<String> authorization, byte[] body) {
    Optional<String> inHeader = authorization.filter(BearerToken::isOfThisScheme);
    Map<String, List<String>> form = URLUtils.parseParameters(new String(body, UTF_8));
    boolean inForm = form.containsKey(FIELD);
    if ((inHeader.isPresent() && inForm) || form.getOrDefault(FIELD, List.of()).size() > 1) {
      throw BearerRefusal.malformed("an access token must be there once");
    }
    if (inHeader.isEmpty() && !inForm) {
      throw BearerRefusal.missing();
    }
    try {
      AccessToken token =
          inForm ? BearerAccessToken.parse(form) : BearerAccessToken.parse(inHeader.orElseThrow());
      return token.getValue();
    } catch (ParseException _) {
      throw BearerRefusal.malformed("the access token can't be read");
    }
  }

  private static boolean isOfThisScheme(String authorization) {
    return authorization.toLowerCase(Locale.ROOT).split(" ", 2)[0].equals(SCHEME);
  }
}
