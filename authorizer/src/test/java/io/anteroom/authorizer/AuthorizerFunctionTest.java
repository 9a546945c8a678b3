package io.anteroom.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.tokens.Expectation;
import io.anteroom.tokens.PublicKeys;
import io.anteroom.tokens.TokenUse;
import io.anteroom.tokens.TokenVerifier;
import io.anteroom.tokenvectors.TokenVector;
import io.anteroom.tokenvectors.TokenVectors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerFunctionTest {

  private static final TokenVectors VECTORS = TokenVectors.read();
  private static final Expectation EXPECTED =
      new Expectation(
          new EventId(VECTORS.audience()),
          new Issuer(VECTORS.issuer()),
          TokenUse.ACCESS,
          Duration.ZERO);
  private static final String GOOD = VECTORS.named("good").token();

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final AuthorizerFunction function =
      new AuthorizerFunction(
          new Doorkeeper(new TokenVerifier(PublicKeys.parse(VECTORS.jwks()), EXPECTED)),
          new Journal(EXPECTED.audience(), new PrintStream(log, true, UTF_8)));

  static Stream<TokenVector> vectors() {
    return VECTORS.vectors().stream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void judgesEveryTokenInEveryShape(TokenVector vector) {
    for (String credentials : List.of("Bearer " + vector.token(), vector.token())) {
      assertThat(answer(Events.TOKEN.with(credentials)))
          .contains(policy(vector.flaw(), "us-west-2:123456789012:ymy8tbxw7b/prod/*"));
      assertThat(answer(Events.HTTP_1.with(credentials)))
          .contains(policy(vector.flaw(), "us-east-1:123456789012:abcdef123/$default/*"));
      assertThat(answer(Events.HTTP_2.with(credentials)))
          .startsWith("{\"isAuthorized\":" + vector.isGood() + ",")
          .endsWith(vector.isGood() ? "\"}}" : context(vector.flaw().orElseThrow()) + "}");
    }
  }

  private static String policy(Optional<String> flaw, String stage) {
    return "\"Effect\":\""
        + (flaw.isEmpty() ? "Allow" : "Deny")
        + "\",\"Resource\":\"arn:aws:execute-api:"
        + stage
        + "\"}]},\"context\":"
        + flaw.map(AuthorizerFunctionTest::context).orElse("{\"event_id\":\"Sample\",");
  }

  private static String context(String reason) {
    return "{\"reason\":\"" + reason + "\"}";
  }

  @Test
  void allowsWithAPolicyForTheWholeStage() {
    assertThat(answer(Events.TOKEN.with("Bearer " + GOOD)))
        .isEqualTo(
            "{\"principalId\":\"0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0\","
                + "\"policyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":[{"
                + "\"Action\":\"execute-api:Invoke\",\"Effect\":\"Allow\","
                + "\"Resource\":\"arn:aws:execute-api:us-west-2:123456789012:ymy8tbxw7b/prod/*\"}]},"
                + "\"context\":{\"event_id\":\"Sample\","
                + "\"request_id\":\"0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0\","
                + "\"queue_position\":\"17\",\"exp\":\"4102444800\"}}");
  }

  @Test
  void deniesWithAPolicyForTheWholeStage() {
    assertThat(answer(Events.TOKEN.with("Bearer " + VECTORS.named("expired").token())))
        .isEqualTo(
            "{\"principalId\":\"nobody\","
                + "\"policyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":[{"
                + "\"Action\":\"execute-api:Invoke\",\"Effect\":\"Deny\","
                + "\"Resource\":\"arn:aws:execute-api:us-west-2:123456789012:ymy8tbxw7b/prod/*\"}]},"
                + "\"context\":{\"reason\":\"expired\"}}");
  }

  @Test
  void answersAnHttpApiSimply() {
    assertThat(answer(Events.HTTP_2.with("Bearer " + GOOD)))
        .isEqualTo(
            "{\"isAuthorized\":true,\"context\":{\"event_id\":\"Sample\","
                + "\"request_id\":\"0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0\","
                + "\"queue_position\":\"17\",\"exp\":\"4102444800\"}}");
    assertThat(answer(Events.HTTP_2.without()))
        .isEqualTo("{\"isAuthorized\":false,\"context\":{\"reason\":\"missing\"}}");
  }

  @Test
  void tellsTheHighestPositionToTheLastDigit() {
    String token = VECTORS.named("good, with the highest position there is").token();

    assertThat(answer(Events.HTTP_2.with(token)))
        .contains("\"queue_position\":\"9223372036854775807\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer ", "BEARER ", "bEaReR "})
  void takesTheSchemeInAnyLetters(String scheme) {
    assertThat(answer(Events.HTTP_2.with(scheme + GOOD))).startsWith("{\"isAuthorized\":true,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic ",
        "JWT ",
        "Token ",
        "Bearer",
        "Bearer:",
        "Bearer\t",
        "Bearer  ",
        " Bearer ",
        "Bearer Bearer ",
        "Bearer token=",
        "\u0000",
        "\ud800",
        "\u2028"
      })
  void refusesAGoodTokenBehindAnotherScheme(String scheme) {
    assertThat(answer(Events.HTTP_2.with(scheme + GOOD)))
        .isEqualTo("{\"isAuthorized\":false,\"context\":{\"reason\":\"malformed\"}}");
  }

  @ParameterizedTest
  @EnumSource(
      value = Events.class,
      names = {"TOKEN", "HTTP_2", "HTTP_1"})
  void refusesWhoSentNothing(Events event) {
    assertThat(answer(event.without())).endsWith("\"context\":{\"reason\":\"missing\"}}");
  }

  @Test
  void writesOneLineForEachDecision() {
    answer(Events.TOKEN.with("Bearer " + GOOD));
    answer(Events.TOKEN.with("Bearer " + VECTORS.named("expired").token()));

    String metrics =
        "\"_aws\":{\"Timestamp\":0,\"CloudWatchMetrics\":[{\"Namespace\":\"Anteroom/Authorizer\","
            + "\"Dimensions\":[[\"event_id\"]],\"Metrics\":[{\"Name\":\"Allowed\",\"Unit\":\"Count\"},"
            + "{\"Name\":\"Denied\",\"Unit\":\"Count\"},"
            + "{\"Name\":\"KeysUnavailable\",\"Unit\":\"Count\"}]}]}}";
    assertThat(log.toString(UTF_8).lines().map(AuthorizerFunctionTest::withoutTimes))
        .containsExactly(
            "{\"time\":\"\",\"decision\":\"allow\",\"took_ms\":0,\"event_id\":\"Sample\","
                + "\"Allowed\":1,\"Denied\":0,\"KeysUnavailable\":0,"
                + metrics,
            "{\"time\":\"\",\"decision\":\"deny\",\"reason\":\"expired\",\"took_ms\":0,"
                + "\"event_id\":\"Sample\",\"Allowed\":0,\"Denied\":1,\"KeysUnavailable\":0,"
                + metrics);
  }

  private static String withoutTimes(String line) {
    return line.replaceAll("\"time\":\"[0-9TZ:.-]+\"", "\"time\":\"\"")
        .replaceAll("(took_ms|Timestamp)\":[0-9]+", "$1\":0");
  }

  @Test
  void logsNeitherTokensNorRequestIds() {
    answer(Events.TOKEN.with("Bearer " + GOOD));
    answer(Events.TOKEN.with("Bearer s3cr3t"));

    assertThat(log.toString(UTF_8))
        .doesNotContain("s3cr3t")
        .doesNotContain(GOOD.substring(0, 10))
        .doesNotContain("0f1e2d3c");
  }

  @Test
  void failsForAnEventThatItDoesNotServe() {
    assertThatThrownBy(() -> answer(Events.REST_REQUEST.with(GOOD)))
        .isInstanceOf(UnknownEventException.class);
  }

  private String answer(String event) {
    return answer(function, event);
  }

  private static String answer(AuthorizerFunction function, String event) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      function.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString(UTF_8);
  }
}
