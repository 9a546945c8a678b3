package io.anteroom.oidc.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.anteroom.oidc.Pkce;
import io.anteroom.oidc.SampleClients;
import io.anteroom.oidc.authorize.LoginRequest.Manner;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

  private final RequestReader reader = new RequestReader(SampleClients.clients());

  private Reading read(Asking asking) {
    return reader.read(asking.parameters());
  }

  private LoginRequest understood(Asking asking) {
    Reading reading = read(asking);
    assertThat(reading).isInstanceOf(Reading.Understood.class);
    return ((Reading.Understood) reading).request();
  }

  private Reading.Refused refused(Asking asking) {
    Reading reading = read(asking);
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    return (Reading.Refused) reading;
  }

  @Test
  void understandsWhatASiteMustSay() {
    LoginRequest request = understood(Asking.usual().without("state"));

    assertThat(request.room().value()).isEqualTo("Sample");
    assertThat(request.client().name()).isEqualTo("shop");
    assertThat(request.back().redirectUri()).isEqualTo(URI.create(SampleClients.SHOP));
    assertThat(request.back().mode()).isEqualTo(ResponseMode.QUERY);
    assertThat(request.back().state()).isEmpty();
    assertThat(request.nonce()).isEmpty();
    assertThat(request.codeChallenge()).isEmpty();
    assertThat(request.manner()).isEqualTo(Manner.USUAL);
    assertThat(request.maxAge()).isEmpty();
  }

  @Test
  void understandsAllThatASiteMaySay() {
    LoginRequest request =
        understood(
            Asking.usual()
                .with("response_mode", "query")
                .with("nonce", "n 1")
                .with("max_age", "0")
                .with("prompt", "login consent")
                .with("code_challenge", Pkce.CHALLENGE)
                .with("code_challenge_method", "S256"));

    assertThat(request.back().state()).contains("s1");
    assertThat(request.nonce()).contains("n 1");
    assertThat(request.codeChallenge()).contains(Pkce.CHALLENGE);
    assertThat(request.manner()).isEqualTo(Manner.ANEW);
    assertThat(request.maxAge()).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", " s ", "+", "a+b c&d=e#f", "\u00fc\u20ac\ud83d\ude00", "%41"})
  void keepsStateAndNonceToTheLetter(String text) {
    LoginRequest request = understood(Asking.usual().with("state", text).with("nonce", text));

    assertThat(request.back().state()).contains(text);
    assertThat(request.nonce()).contains(text);
  }

  @Test
  void tellsTheSitesOfARoomApartByWhereTheyWantPeopleBack() {
    assertThat(understood(Asking.usual().with("redirect_uri", SampleClients.TICKETS)).client())
        .hasToString("Sample/tickets");
  }

  @ParameterizedTest
  @MethodSource("passedOver")
  void passesOverWhatItDoesNotHaveToHeed(Asking asking) {
    assertThat(understood(asking)).isEqualTo(understood(Asking.usual()));
  }

  static Stream<Asking> passedOver() {
    Asking usual = Asking.usual();
    return Stream.of(
        usual.with("unknown", "x"),
        usual.with("since", "yesterday"),
        usual.twice("unknown", "x", "y"),
        usual.with("login_hint", "somebody@example.org"),
        usual.with("ui_locales", "no_such_locale! "),
        usual.with("claims_locales", "-"),
        usual.with("acr_values", "urn:mace:incommon:iap:silver"),
        usual.with("display", "hologram"),
        usual.with("id_token_hint", "no.token"),
        usual.with("claims", "{\"id_token\":"),
        usual.with("resource", "not an address"),
        usual.with("authorization_details", "["),
        usual.with("dpop_jkt", "x"),
        usual.with("scope", "openid profile email offline_access"),
        usual.with("prompt", "consent select_account"),
        // The same as absent, and so once.
        usual.with("request", ""),
        usual.with("nonce", ""),
        usual.twice("scope", "", "openid"));
  }

  @ParameterizedTest
  @MethodSource("nobodyToSendBackTo")
  void sendsNobodyToAnAddressThatNoKnownSiteHas(Asking asking, String why) {
    assertThat(read(asking)).isEqualTo(new Reading.NoWayBack(why));
  }

  static Stream<Arguments> nobodyToSendBackTo() {
    String client = "Its client_id is missing, or not known here.";
    String address =
        "Its redirect_uri is missing, or not one that is registered for its client_id.";
    Asking usual = Asking.usual();
    return Stream.of(
        arguments(new Asking(Map.of()), client),
        arguments(usual.without("client_id"), client),
        arguments(usual.with("client_id", ""), client),
        arguments(usual.with("client_id", "Nobody"), client),
        arguments(usual.with("client_id", "sample"), client),
        arguments(usual.with("client_id", "Sample "), client),
        arguments(usual.with("client_id", "<script>"), client),
        arguments(usual.twice("client_id", "Sample", "Sample"), client),
        arguments(usual.without("redirect_uri"), address),
        arguments(usual.with("redirect_uri", SampleClients.OTHER), address),
        arguments(usual.with("redirect_uri", "https://evil.example/callback"), address),
        arguments(usual.with("redirect_uri", SampleClients.SHOP + "/"), address),
        arguments(usual.with("redirect_uri", SampleClients.SHOP + "?a=b"), address),
        arguments(usual.with("redirect_uri", SampleClients.SHOP + "#a"), address),
        arguments(usual.with("redirect_uri", " " + SampleClients.SHOP), address),
        arguments(usual.with("redirect_uri", "https://SHOP.example/callback"), address),
        arguments(usual.with("redirect_uri", "https://shop.example:443/callback"), address),
        arguments(usual.with("redirect_uri", "https://shop.example/x/../callback"), address),
        arguments(
            usual.twice("redirect_uri", SampleClients.SHOP, "https://evil.example/"), address));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void tellsASiteWhatIsWrong(Asking asking, String error) {
    Reading.Refused refused = refused(asking);

    assertThat(refused.error().getCode()).isEqualTo(error);
    assertThat(refused.back().redirectUri()).isEqualTo(URI.create(SampleClients.SHOP));
    assertThat(refused.back().state()).contains("s1");
  }

  static Stream<Arguments> refusals() {
    Asking usual = Asking.usual();
    Asking proven =
        usual.with("code_challenge", Pkce.CHALLENGE).with("code_challenge_method", "S256");
    return Stream.of(
        arguments(usual.without("response_type"), "invalid_request"),
        arguments(usual.with("response_type", "token"), "unsupported_response_type"),
        arguments(usual.with("response_type", "id_token"), "unsupported_response_type"),
        arguments(usual.with("response_type", "code id_token"), "unsupported_response_type"),
        arguments(usual.with("response_type", "none"), "unsupported_response_type"),
        arguments(usual.with("response_type", "\u00fc"), "unsupported_response_type"),
        arguments(usual.with("response_type", " "), "unsupported_response_type"),
        arguments(usual.without("scope"), "invalid_scope"),
        arguments(usual.with("scope", "profile email"), "invalid_scope"),
        arguments(usual.with("scope", "OpenID"), "invalid_scope"),
        arguments(usual.with("response_mode", "fragment"), "invalid_request"),
        arguments(usual.with("response_mode", "form_post"), "invalid_request"),
        arguments(usual.with("response_mode", "query.jwt"), "invalid_request"),
        arguments(usual.with("prompt", "none login"), "invalid_request"),
        arguments(usual.with("prompt", "none consent"), "invalid_request"),
        arguments(usual.with("prompt", "create"), "invalid_request"),
        arguments(usual.with("prompt", "dance"), "invalid_request"),
        arguments(usual.with("prompt", "\u00fc\""), "invalid_request"),
        arguments(usual.with("max_age", "-1"), "invalid_request"),
        arguments(usual.with("max_age", "-5"), "invalid_request"),
        arguments(usual.with("max_age", "soon"), "invalid_request"),
        arguments(usual.with("max_age", "99999999999"), "invalid_request"),
        arguments(usual.with("max_age", " "), "invalid_request"),
        arguments(usual.with("nonce", "n".repeat(513)), "invalid_request"),
        arguments(usual.with("nonce", "n\n1"), "invalid_request"),
        arguments(usual.with("nonce", "n\u20281"), "invalid_request"),
        arguments(usual.with("nonce", "n\u20291"), "invalid_request"),
        arguments(usual.with("code_challenge", Pkce.CHALLENGE), "invalid_request"),
        arguments(proven.with("code_challenge_method", "plain"), "invalid_request"),
        arguments(proven.with("code_challenge_method", "s256"), "invalid_request"),
        arguments(proven.with("code_challenge", "short"), "invalid_request"),
        arguments(proven.with("code_challenge", Pkce.CHALLENGE + "="), "invalid_request"),
        arguments(proven.with("code_challenge", " "), "invalid_request"),
        arguments(proven.without("code_challenge"), "invalid_request"),
        arguments(usual.with("request", "eyJhbGciOiJub25lIn0.e30."), "request_not_supported"),
        arguments(usual.with("request", "no token"), "request_not_supported"),
        arguments(usual.with("request_uri", "https://shop.example/r"), "request_uri_not_supported"),
        arguments(usual.with("request_uri", "::"), "request_uri_not_supported"),
        arguments(usual.with("registration", "{}"), "registration_not_supported"),
        arguments(usual.twice("scope", "openid", "openid"), "invalid_request"),
        arguments(usual.twice("nonce", "a", "b"), "invalid_request"),
        arguments(usual.twice("response_type", "code", "code"), "invalid_request"),
        arguments(usual.with("nonce", "n".repeat(512)).with("max_age", "x"), "invalid_request"));
  }

  @Test
  void saysNoStateOfTwo() {
    Reading.Refused refused = refused(Asking.usual().twice("state", "a", "b"));

    assertThat(refused.error().getCode()).isEqualTo("invalid_request");
    assertThat(refused.back().state()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "id_token", "id_token token", "code token"})
  void answersSitesThatWantTokensWhereTheyLookForThem(String responseType) {
    assertThat(refused(Asking.usual().with("response_type", responseType)).back().mode())
        .isEqualTo(ResponseMode.FRAGMENT);
  }

  @Test
  void refusesWhatWouldNotComeBackFromTheWaitingRoom() {
    String longest = "x".repeat(7900);

    assertThat(understood(Asking.usual().with("state", longest)).query())
        .hasSizeLessThanOrEqualTo(8192);
    assertThat(
            refused(Asking.usual().with("state", "\u20ac".repeat(1000))).error().getDescription())
        .isEqualTo("the request is too long");
  }

  @ParameterizedTest
  @MethodSource("right")
  void readsItsOwnLinksAsTheSameRequest(Asking asking) {
    LoginRequest request = understood(asking);

    Map<String, List<String>> again = URLUtils.parseParameters(request.query());

    assertThat(reader.read(again)).isEqualTo(new Reading.Understood(request, false));
  }

  static Stream<Asking> right() {
    Asking usual = Asking.usual();
    return Stream.of(
        usual,
        usual.without("state"),
        usual.with("redirect_uri", SampleClients.TICKETS),
        usual.with("client_id", "Other").with("redirect_uri", SampleClients.OTHER),
        usual.with("state", " a+b&c=%41\u00fc\n"),
        usual.with("nonce", " n&1 "),
        usual.with("prompt", "login select_account"),
        usual.with("prompt", "none").with("max_age", "10"),
        usual.with("since", "1795159441"),
        usual.with("code_challenge", Pkce.CHALLENGE).with("code_challenge_method", "S256"));
  }

  @Test
  void readsWhoHasJustJoinedFromTheLinkButDoesNotCarryItOn() {
    Asking joined = Asking.usual().with("joined", "1").with("unknown", "x");

    assertThat(read(joined)).isEqualTo(new Reading.Understood(understood(Asking.usual()), true));
    assertThat(understood(joined).query()).doesNotContain("joined");
  }

  @Test
  void carriesOnNothingThatItDoesNotHeed() {
    LoginRequest request =
        understood(
            Asking.usual()
                .with("unknown", "x")
                .with("scope", "openid email")
                .with("login_hint", "somebody"));

    assertThat(request.query())
        .isEqualTo(
            "client_id=Sample&redirect_uri=https%3A%2F%2Fshop.example%2Fcallback"
                + "&response_type=code&scope=openid&state=s1");
  }
}
