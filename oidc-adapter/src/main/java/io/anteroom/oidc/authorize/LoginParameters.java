package io.anteroom.oidc.authorize;

import static com.nimbusds.oauth2.sdk.OAuth2Error.INVALID_REQUEST;
import static com.nimbusds.oauth2.sdk.OAuth2Error.INVALID_SCOPE;
import static com.nimbusds.oauth2.sdk.OAuth2Error.REQUEST_NOT_SUPPORTED;
import static com.nimbusds.oauth2.sdk.OAuth2Error.REQUEST_URI_NOT_SUPPORTED;
import static com.nimbusds.oauth2.sdk.OAuth2Error.UNSUPPORTED_RESPONSE_TYPE;
import static com.nimbusds.openid.connect.sdk.OIDCError.REGISTRATION_NOT_SUPPORTED;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.Prompt;
import io.anteroom.oidc.authorize.LoginRequest.Manner;
import io.anteroom.oidc.client.Client;
import io.anteroom.tokens.OpenIdClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parameters by which a site asks for a login. Those that this provider does not know, or does
 * not have to heed, are passed over.
 */
final class LoginParameters {

  static final String CLIENT_ID = "client_id";
  static final String REDIRECT_URI = "redirect_uri";
  static final String RESPONSE_TYPE = "response_type";
  static final String STATE = "state";

  private static final String RESPONSE_MODE = "response_mode";
  private static final String SCOPE = "scope";
  private static final String NONCE = "nonce";
  private static final String PROMPT = "prompt";
  private static final String MAX_AGE = "max_age";
  private static final String CODE_CHALLENGE = "code_challenge";
  private static final String CODE_CHALLENGE_METHOD = "code_challenge_method";

  /** What is read, and may be there once. */
  private static final List<String> HEEDED =
      List.of(
          CLIENT_ID,
          REDIRECT_URI,
          RESPONSE_TYPE,
          RESPONSE_MODE,
          SCOPE,
          STATE,
          NONCE,
          PROMPT,
          MAX_AGE,
          CODE_CHALLENGE,
          CODE_CHALLENGE_METHOD);

  /** What would change the meaning of all the rest (OpenID Connect Core 1.0 sections 6, 7.2.1). */
  private static final Map<String, ErrorObject> NOT_SUPPORTED =
      Map.of(
          "request", REQUEST_NOT_SUPPORTED,
          "request_uri", REQUEST_URI_NOT_SUPPORTED,
          "registration", REGISTRATION_NOT_SUPPORTED);

  /** As long as token-service takes it. */
  private static final int MAX_NONCE = OpenIdClaims.MAX_NONCE;

  /** SHA-256 in base64url without padding (RFC 7636 section 4.2). */
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private static final int LINE_SEPARATOR = 0x2028;
  private static final int PARAGRAPH_SEPARATOR = 0x2029;

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");

  private final Map<String, List<String>> sent;

  private LoginParameters(Map<String, List<String>> sent) {
    this.sent = sent;
  }

  /**
   * Those of a request.
   *
   * @param parameters decoded; those without a value are the same as absent (RFC 6749 section 3.1)
   */
  static LoginParameters of(Map<String, List<String>> parameters) {
    Map<String, List<String>> sent = new LinkedHashMap<>();
    parameters.forEach((name, values) -> {
      List<String> some = values.stream().filter(value -> !value.isEmpty()).toList();
      if (!some.isEmpty()) {
        sent.put(name, some);
      }
    });
    return new LoginParameters(sent);
  }

  /** A parameter; empty also if it is there more than once. */
  Optional<String> once(String name) {
    return Optional.ofNullable(sent.get(name))
        .filter(values -> values.size() == 1)
        .map(List::getFirst);
  }

  /** Whether this is the link of somebody who has just got a place. */
  boolean isJoined() {
    return once(LoginRequest.JOINED).isPresent();
  }

  /**
   * What they ask for.
   *
   * @param client which asks
   * @param back where the person is to go afterwards
   * @throws UnsuitableException if it can't be had
   */
  LoginRequest login(Client client, ReturnAddress back) throws UnsuitableException {
    requireNothingUnsupported();
    requireOneOfEach();
    requireCode(once(RESPONSE_TYPE));
    require(
        Scope.parse(once(SCOPE).orElse("")).contains(OIDCScopeValue.OPENID),
        INVALID_SCOPE.setDescription("scope must contain openid"));
    AuthenticationRequest request = parsed();
    require(
        request.getResponseMode() == null || request.getResponseMode().equals(ResponseMode.QUERY),
        invalid("response_mode must be query"));
    return new LoginRequest(
        client.room(),
        client,
        back,
        nonce(),
        codeChallenge(request),
        manner(request),
        maxAge(request),
        since());
  }

  private void requireNothingUnsupported() throws UnsuitableException {
    for (Map.Entry<String, ErrorObject> parameter : NOT_SUPPORTED.entrySet()) {
      require(!sent.containsKey(parameter.getKey()), parameter.getValue());
    }
  }

  private void requireOneOfEach() throws UnsuitableException {
    for (String name : HEEDED) {
      require(
          !sent.containsKey(name) || once(name).isPresent(),
          invalid(name + " is given more than once"));
    }
  }

  private static void requireCode(Optional<String> responseType) throws UnsuitableException {
    require(responseType.isPresent(), invalid("response_type is missing"));
    require(
        responseType.get().equals(ResponseType.CODE.toString()),
        UNSUPPORTED_RESPONSE_TYPE.setDescription("response_type must be code"));
  }

  /** What the library finds wrong may quote the request, and then be no legal description. */
  private AuthenticationRequest parsed() throws UnsuitableException {
    Map<String, List<String>> heeded = new LinkedHashMap<>(sent);
    heeded.keySet().retainAll(HEEDED);
    try {
      return AuthenticationRequest.parse(heeded);
    } catch (ParseException e) {
      ErrorObject error = e.getErrorObject();
      throw new UnsuitableException(error == null ? INVALID_REQUEST : error);
    } catch (IllegalArgumentException _) {
      throw new UnsuitableException(INVALID_REQUEST);
    }
  }

  /** As it came: the library would cut off blanks around it. */
  private Optional<String> nonce() throws UnsuitableException {
    Optional<String> nonce = once(NONCE);
    require(
        nonce.orElse("").length() <= MAX_NONCE,
        invalid("nonce must not be longer than " + MAX_NONCE + " characters"));
    require(
        nonce.orElse("").chars().noneMatch(LoginParameters::isControl),
        invalid("nonce must have no control characters"));
    return nonce;
  }

  /** In JSON such a character takes six, so that a code could become too long for a link. */
  private static boolean isControl(int character) {
    return Character.isISOControl(character)
        || character == LINE_SEPARATOR
        || character == PARAGRAPH_SEPARATOR;
  }

  /** A challenge without a method is a plain one (RFC 7636 section 4.3), which protects nobody. */
  private Optional<String> codeChallenge(AuthenticationRequest request) throws UnsuitableException {
    Optional<String> challenge = once(CODE_CHALLENGE);
    if (challenge.isEmpty()) {
      require(
          !sent.containsKey(CODE_CHALLENGE_METHOD),
          invalid("code_challenge_method is given without code_challenge"));
      return challenge;
    }
    require(
        CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod()),
        invalid("code_challenge_method must be S256"));
    require(
        CHALLENGE.matcher(challenge.get()).matches(),
        invalid("code_challenge must be 43 characters of base64url"));
    return challenge;
  }

  private static Manner manner(AuthenticationRequest request) throws UnsuitableException {
    Prompt prompt = request.getPrompt() == null ? new Prompt() : request.getPrompt();
    require(!prompt.contains(Prompt.Type.CREATE), invalid("nobody registers here"));
    if (prompt.contains(Prompt.Type.NONE)) {
      return Manner.SILENT;
    }
    return prompt.contains(Prompt.Type.LOGIN) ? Manner.ANEW : Manner.USUAL;
  }

  private Optional<Duration> maxAge(AuthenticationRequest request) throws UnsuitableException {
    if (!sent.containsKey(MAX_AGE)) {
      return Optional.empty();
    }
    require(request.getMaxAge() >= 0, invalid("max_age must not be negative"));
    return Optional.of(Duration.ofSeconds(request.getMaxAge()));
  }

  /** Whoever changes it is sent to the site all the same, only by another way. */
  private Optional<Instant> since() {
    return once(LoginRequest.SINCE)
        .filter(seconds -> SECONDS.matcher(seconds).matches())
        .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)));
  }

  private static void require(boolean isFine, ErrorObject otherwise) throws UnsuitableException {
    if (!isFine) {
      throw new UnsuitableException(otherwise);
    }
  }

  private static ErrorObject invalid(String words) {
    return INVALID_REQUEST.setDescription(words);
  }

  /** The site is to be told. */
  static final class UnsuitableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ErrorObject error;

    private UnsuitableException(ErrorObject error) {
      super(error.getCode(), null, false, false);
      this.error = error;
    }

    ErrorObject error() {
      return error;
    }
  }
}
