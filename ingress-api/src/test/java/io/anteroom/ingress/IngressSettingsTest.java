package io.anteroom.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IngressSettingsTest {

  private static IngressSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("anteroom", IngressSettings.class);
  }

  @Test
  void hasADefaultForAll() {
    IngressSettings settings = bind(Map.of());

    assertThat(settings.joinsUnderWay()).isEqualTo(20_000);
    assertThat(settings.countersKeptFor()).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "anteroom.counters-kept-for, 999ms",
    "anteroom.counters-kept-for, 6s",
    "anteroom.joins-under-way, 0"
  })
  void namesASettingThatIsOutOfBounds(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of(name, value))).rootCause().hasMessageContaining(name);
  }
}
