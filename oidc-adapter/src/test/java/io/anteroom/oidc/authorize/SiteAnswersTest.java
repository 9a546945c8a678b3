package io.anteroom.oidc.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import io.anteroom.domain.token.Issuer;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteAnswersTest {

  private final SiteAnswers answers = new SiteAnswers(new Issuer("https://login.example"));

  private static ReturnAddress back(String uri, Optional<String> state, ResponseMode mode) {
    return new ReturnAddress(URI.create(uri), state, mode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a.example/", "https://a.example/b?c=d", "https://a.example/b?"})
  void addsACodeToWhatTheAddressHas(String uri) throws Exception {
    URI address = answers.code(back(uri, Optional.of("s"), ResponseMode.QUERY), "c1");

    var response = AuthenticationResponseParser.parse(address).toSuccessResponse();

    assertThat(address.toString()).startsWith(uri);
    assertThat(response.getAuthorizationCode().getValue()).isEqualTo("c1");
    assertThat(response.getState().getValue()).isEqualTo("s");
    assertThat(response.getIssuer().getValue()).isEqualTo("https://login.example");
    assertThat(address.getRawFragment()).isNull();
  }

  @Test
  void saysWhatIsWrongAndNoStateThatDidNotCome() throws Exception {
    URI address =
        answers.error(
            back("https://a.example/", Optional.empty(), ResponseMode.QUERY),
            OAuth2Error.INVALID_REQUEST.setDescription("max_age is no number & no date"));

    var response = AuthenticationResponseParser.parse(address).toErrorResponse();

    assertThat(response.getErrorObject().getCode()).isEqualTo("invalid_request");
    assertThat(response.getErrorObject().getDescription())
        .isEqualTo("max_age is no number & no date");
    assertThat(response.getIssuer().getValue()).isEqualTo("https://login.example");
    assertThat(address.getRawQuery()).doesNotContain("state");
  }

  @Test
  void hidesItBehindTheHashFromServersThatLookForItThere() {
    URI address =
        answers.error(
            back("https://a.example/?b=c", Optional.of("s"), ResponseMode.FRAGMENT),
            OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);

    assertThat(address.getRawQuery()).isEqualTo("b=c");
    assertThat(address.getRawFragment())
        .contains("error=unsupported_response_type")
        .endsWith("&state=s");
  }

  @Test
  void saysAStateToTheLetterAndNothingMore() {
    URI address =
        answers.code(
            back("https://a.example/", Optional.of(" a+b&code=x#\r\n"), ResponseMode.QUERY), "c1");

    assertThat(address.getRawQuery()).endsWith("&state=+a%2Bb%26code%3Dx%23%0D%0A");
    assertThat(address.getRawFragment()).isNull();
  }
}
