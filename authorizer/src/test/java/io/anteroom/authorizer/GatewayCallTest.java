package io.anteroom.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.authorizer.GatewayCall.Policy;
import io.anteroom.authorizer.GatewayCall.Simple;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayCallTest {

  @Test
  void knowsATokenAuthorizer() {
    assertThat(read(Events.TOKEN.with("Bearer x")))
        .isEqualTo(
            new Policy(
                Optional.of("Bearer x"),
                new Stage("arn:aws:execute-api:us-west-2:123456789012:ymy8tbxw7b/prod/*")));
  }

  @Test
  void knowsPayloadFormat2() {
    assertThat(read(Events.HTTP_2.with("Bearer x"))).isEqualTo(new Simple(Optional.of("Bearer x")));
  }

  @Test
  void knowsPayloadFormat1() {
    assertThat(read(Events.HTTP_1.with("Bearer x")))
        .isEqualTo(
            new Policy(
                Optional.of("Bearer x"),
                new Stage("arn:aws:execute-api:us-east-1:123456789012:abcdef123/$default/*")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[\"TOKEN_HERE\"]|[\"other\"]", "\"TOKEN_HERE\"|\"other\""})
  void takesTheTokenFromTheIdentitySourceOnly(String source, String other) {
    Events event = other.startsWith("[") ? Events.HTTP_2 : Events.HTTP_1;
    String otherwise =
        event
            .text()
            .replace("\"identitySource\": " + source, "\"identitySource\": " + other)
            .replace("TOKEN_HERE", "Bearer x");

    assertThat(read(otherwise).credentials()).contains("other");
  }

  @Test
  void takesTheFirstOfSeveralIdentitySources() {
    String event =
        Events.HTTP_2.text().replace("[\"TOKEN_HERE\"]", "[\"Bearer x\", \"GET /store\"]");

    assertThat(read(event).credentials()).contains("Bearer x");
  }

  /** They come as one text, which is no token. */
  @Test
  void doesNotCutSeveralIdentitySourcesOfFormat1Apart() {
    assertThat(read(Events.HTTP_1.with("Bearer x,GET /store")).credentials())
        .contains("Bearer x,GET /store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]"})
  void takesTheHeaderWhereAnHttpApiHasNoIdentitySource(String none) {
    String event =
        Events.HTTP_2.text().replace("[\"TOKEN_HERE\"]", none).replace("TOKEN_HERE", "Bearer x");

    assertThat(read(event).credentials()).contains("Bearer x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[7]", "[null]", "[[\"x\"]]", "{}", "\"x\""})
  void neverTakesTheHeaderInThePlaceOfAStrangeIdentitySource(String strange) {
    String event =
        Events.HTTP_2.text().replace("[\"TOKEN_HERE\"]", strange).replace("TOKEN_HERE", "Bearer x");

    assertThat(read(event).credentials()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"TOKEN", "HTTP_2", "HTTP_1"})
  void seesThatNothingWasSent(Events event) {
    assertThat(read(event.without()).credentials()).isEmpty();
  }

  @Test
  void refusesARequestAuthorizerOfARestApi() {
    refuses(
        Events.REST_REQUEST.with("Bearer x"),
        "a REQUEST authorizer of a REST API does not say by what answers are kept: make it a TOKEN"
            + " authorizer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\": \"token\"}",
        "{\"type\": 7, \"version\": 2.0}",
        "{\"version\": \"3.0\"}",
        "{\"version\": \"1.0\", \"httpMethod\": \"GET\"}",
        "{\"Records\": []}",
      })
  void refusesWhatIsNoAuthorizersEvent(String event) {
    refuses(event, "the event is neither of a TOKEN authorizer nor of payload format 2.0 or 1.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "7", "{", "no json", "{\"type\":\"TOKEN\",\"type\":\"TOKEN\"}"})
  void refusesWhatIsNoJsonObject(String event) {
    refuses(event, "the event is no JSON object");
  }

  @Test
  void refusesAPolicyForAnythingButAMethod() {
    refuses(
        "{\"type\": \"TOKEN\", \"authorizationToken\": \"x\", \"methodArn\": \"*\"}",
        "methodArn is not the ARN of an API's method");
    refuses(
        "{\"type\": \"TOKEN\", \"authorizationToken\": \"x\"}",
        "methodArn is not the ARN of an API's method");
  }

  private static void refuses(String event, String message) {
    assertThatThrownBy(() -> read(event))
        .isInstanceOf(UnknownEventException.class)
        .hasMessage(message);
  }

  private static GatewayCall read(String event) {
    return GatewayCall.read(event.getBytes(UTF_8));
  }
}
