package io.anteroom.inlets.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsSettingsTest {

  @Test
  void leavesToTheSdkWhatIsNotGiven() {
    AwsSettings settings = new AwsSettings("", " ");

    assertThat(settings.givenRegion()).isEmpty();
    assertThat(settings.givenEndpoint()).isEmpty();
  }

  @Test
  void takesARegionAndAnEndpoint() {
    AwsSettings settings = new AwsSettings("us-gov-west-1", "http://localhost:4566");

    assertThat(settings.givenRegion()).contains("us-gov-west-1");
    assertThat(settings.givenEndpoint()).contains(URI.create("http://localhost:4566"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Frankfurt", "eu-central", "eu central 1"})
  void refusesWhatIsNoRegion(String text) {
    assertThatThrownBy(() -> new AwsSettings(text, "")).hasMessageContaining("anteroom.aws.region");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:4566", "ftp://localhost", "http://", "http://local host"})
  void refusesWhatIsNoEndpoint(String text) {
    assertThatThrownBy(() -> new AwsSettings("", text))
        .hasMessageContaining("anteroom.aws.endpoint");
  }
}
