package io.anteroom.edge.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanCreationException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A start that fails for a reason that an operator can mend: one sentence, status 1. */
class StandaloneServiceIT {

  @ParameterizedTest
  @CsvSource({
    "--anteroom.public-port=70000, 'anteroom.public-port must be 0 to 65535, not 70000'",
    "--anteroom.public-port=a-secret, anteroom.public-port (ANTEROOM_PUBLIC_PORT) can't be read as int",
    "--anteroom.origin-key-file=/no/where, origin key file /no/where does not exist",
    "--anteroom.credentials-file=/no/where, credentials file /no/where does not exist",
    "--anteroom.signing-region=eu-central-1, 'The private API has no credentials: set anteroom.credentials-file"
        + " (ANTEROOM_CREDENTIALS_FILE), or anteroom.gateway-in-front=true where a gateway checks the signatures'"
  })
  void namesWhatIsWrong(String setting, String sentence) throws Exception {
    assertThat(refusal("--anteroom.management-port=0", setting))
        .isEqualTo("small can't start: " + sentence);
  }

  @Test
  void namesTheSettingOfAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThat(
              refusal(
                  "--anteroom.gateway-in-front=true",
                  "--anteroom.management-port=" + taken.getLocalPort()))
          .contains("another program has it", "ANTEROOM_MANAGEMENT_PORT");
    }
  }

  @Test
  void tellsTheWholeStoryOfAFaultOfOurs() {
    Throwable fault = new BeanCreationException("a bean", new NullPointerException("of ours"));

    assertThat(StandaloneService.sentence(fault)).isEqualTo(Optional.empty());
  }

  private static String refusal(String... arguments) throws Exception {
    JavaProcess process = JavaProcess.run(SmallService.class, arguments);
    assertThat(process.status()).as(process.output()).isEqualTo(1);
    List<JsonNode> told =
        process
            .output()
            .lines()
            .map(JsonMapper.shared()::readTree)
            .filter(line -> !"INFO".equals(line.at("/log/level").stringValue()))
            .toList();
    assertThat(told).as(process.output()).hasSize(1);
    assertThat(told.getFirst().at("/error/stack_trace").isMissingNode()).isTrue();
    return told.getFirst().path("message").stringValue();
  }
}
