package io.anteroom.streams.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.eventlog.LogConnection;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MirrorSettingsTest {

  @Test
  void showsNoPassword() {
    LogConnection log = new LogConnection("broker:9092", Map.of("sasl.jaas.config", "a-password"));
    URI redis = URI.create("rediss://:a-password@cache:6380");

    assertThat(new MirrorSettings(log, new Topics("x."), redis, "one"))
        .asString()
        .contains("cache:6380")
        .doesNotContain("a-password");
  }
}
