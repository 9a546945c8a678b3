package io.anteroom.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StageTest {

  @ParameterizedTest
  @CsvSource({
    "us-west-2:123456789012:ymy8tbxw7b/prod/GET/store/42, us-west-2:123456789012:ymy8tbxw7b/prod/*",
    "us-west-2:123456789012:a1/ESTestInvoke-stage/GET/, us-west-2:123456789012:a1/ESTestInvoke-stage/*",
    "eu-west-1:123456789012:a1/$default/GET/, eu-west-1:123456789012:a1/$default/*",
    "eu-west-1:123456789012:a1/test-1_b/POST/a:b/c*?/é%0A, eu-west-1:123456789012:a1/test-1_b/*",
    "us-west-2:123456789012:ymy8tbxw7b/test/$connect, us-west-2:123456789012:ymy8tbxw7b/test/*",
  })
  void coversEverythingInTheStageOfTheMethod(String method, String stage) {
    assertThat(Stage.of("arn:aws:execute-api:" + method).resource())
        .isEqualTo("arn:aws:execute-api:" + stage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws", "aws-cn", "aws-us-gov"})
  void staysInThePartitionOfTheMethod(String partition) {
    assertThat(Stage.of("arn:" + partition + ":execute-api:cn-north-1:123456789012:a1/b/GET/"))
        .isEqualTo(new Stage("arn:" + partition + ":execute-api:cn-north-1:123456789012:a1/b/*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "arn:aws:execute-api:us-west-2:123456789012:a1",
        "arn:aws:execute-api:us-west-2:123456789012:a1/prod",
        "arn:aws:execute-api:us-west-2:123456789012:*/prod/GET/",
        "arn:aws:execute-api:us-west-2:123456789012:a1//GET/",
        "arn:aws:execute-api:us-west-2:123456789012:a1/*/GET/",
        "arn:aws:execute-api:us-west-2:123456789012:a1/pr*d/GET/",
        "arn:aws:execute-api:us-west-2:*:a1/prod/GET/",
        "arn:aws:lambda:us-west-2:123456789012:a1/prod/GET/",
        "arn:other:execute-api:us-west-2:123456789012:a1/prod/GET/",
        "x arn:aws:execute-api:us-west-2:123456789012:a1/prod/GET/",
      })
  void knowsNoStageOfWhatIsNoMethod(String arn) {
    assertThatThrownBy(() -> Stage.of(arn))
        .isInstanceOf(UnknownEventException.class)
        .hasMessage("methodArn is not the ARN of an API's method");
  }
}
