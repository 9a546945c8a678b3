package io.anteroom.streams.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventBusAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "waiting-room",
        "default",
        "aws.partner/example.com/1",
        "arn:aws:events:eu-central-1:123456789012:event-bus/waiting-room",
        "arn:aws-cn:events:cn-north-1:123456789012:event-bus/waiting-room"
      })
  void takesANameOrAnArn(String name) {
    assertThat(EventBusAddress.of(name, "eu-central-1", "").name()).isEqualTo(name);
  }

  @Test
  void callsTheServiceUnlessToldOtherwise() {
    assertThat(EventBusAddress.of("bus", "us-gov-west-1", " ").endpoint()).isEmpty();
    assertThat(EventBusAddress.of("bus", "us-gov-west-1", "http://localhost:5000").endpoint())
        .contains(URI.create("http://localhost:5000"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', eu-central-1, '', anteroom.event-bus.name",
    "a bus, eu-central-1, '', anteroom.event-bus.name",
    "arn:aws:sns:eu-central-1:123456789012:event-bus/x, eu-central-1, '', anteroom.event-bus.name",
    "bus, '', '', anteroom.event-bus.region",
    "bus, Frankfurt, '', anteroom.event-bus.region",
    "bus, eu-central-1, localhost:5000, anteroom.event-bus.endpoint",
    "bus, eu-central-1, ftp://localhost, anteroom.event-bus.endpoint",
    "bus, eu-central-1, http://, anteroom.event-bus.endpoint",
    "bus, eu-central-1, no address, anteroom.event-bus.endpoint",
  })
  void saysWhichSettingIsWrong(String name, String region, String endpoint, String setting) {
    assertThatThrownBy(() -> EventBusAddress.of(name, region, endpoint))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(setting + " must be");
  }
}
