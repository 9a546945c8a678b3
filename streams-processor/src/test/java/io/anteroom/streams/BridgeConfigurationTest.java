package io.anteroom.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.edge.management.ReadinessCheck;
import io.anteroom.eventlog.LogSettings;
import io.anteroom.streams.bridge.Bridge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class BridgeConfigurationTest {

  @TempDir private Path folder;

  @Configuration(proxyBeanMethods = false)
  @Import(BridgeConfiguration.class)
  @EnableConfigurationProperties({LogSettings.class, StreamsSettings.class})
  static class BridgeAlone {
    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }
  }

  private ConfigurableApplicationContext start(String... settings) {
    List<String> arguments = new ArrayList<>(List.of(settings));
    arguments.add("--anteroom.state-dir=" + folder);
    return new SpringApplicationBuilder(BridgeAlone.class)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .run(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--anteroom.event-bus.name=", "--anteroom.event-bus.region=eu-west-1"})
  void tellsNobodyWhereNoBusIsNamed(String setting) {
    try (ConfigurableApplicationContext context = start(setting)) {
      assertThat(context.getBeansOfType(Bridge.class)).isEmpty();
    }
  }

  @Test
  void tellsTheBusThatIsNamed() {
    try (ConfigurableApplicationContext context =
        start("--anteroom.event-bus.name=bus", "--anteroom.event-bus.region=eu-west-1")) {
      assertThat(context.getBeansOfType(Bridge.class)).hasSize(1);
      assertThat(context.getBean(ReadinessCheck.class).trouble().get()).isPresent();
    }
  }

  @Test
  void doesNotStartWithSettingsThatCannotBeRight() {
    assertThatThrownBy(() -> start("--anteroom.event-bus.name=bus"))
        .rootCause()
        .hasMessageStartingWith("anteroom.event-bus.region must be the region of the bus");
  }
}
