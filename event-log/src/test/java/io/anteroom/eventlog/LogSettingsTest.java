package io.anteroom.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LogSettingsTest {

  @Test
  void hasDefaultsForAStackOnThisMachine() {
    LogSettings settings = bind(Map.of());

    assertThat(settings.connection()).isEqualTo(LogConnection.plain("localhost:9092"));
    assertThat(settings.topics().joins()).isEqualTo("anteroom.joins");
  }

  @Test
  void takesWhatALogAsksOfItsClients() {
    LogSettings settings = bind(Map.of("anteroom.kafka.security[security.protocol]", "SASL_SSL"));

    assertThat(settings.connection().clientSettings())
        .containsEntry("security.protocol", "SASL_SSL");
  }

  @Test
  void showsNothingOfWhatOpensTheLog() {
    LogSettings settings = bind(Map.of("anteroom.kafka.security[sasl.jaas.config]", "a-password"));

    assertThat(settings.connection().clientSettings()).containsValue("a-password");
    assertThat(settings.toString()).contains("localhost:9092").doesNotContain("a-password");
    assertThat(settings.connection().toString()).doesNotContain("a-password");
  }

  @Test
  void namesTheSettingOfAMissingKeyFile() {
    assertThatIllegalStateException()
        .isThrownBy(() -> bind(Map.of()).tickets())
        .withMessageContaining("ANTEROOM_TICKET_KEY_FILE");
  }

  private static LogSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("anteroom", LogSettings.class);
  }
}
