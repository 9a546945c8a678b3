package io.anteroom.edge.management;

import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.EdgeSettings;
import io.anteroom.edge.Origin;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The management port of a service that runs on its own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EdgeSettings.class)
public class ManagementConfiguration {

  @Bean
  Management management() {
    return new Management();
  }

  @Bean(destroyMethod = "")
  MeterRegistry meters(Management management) {
    return management.meters();
  }

  @Bean
  EdgeServer managementServer(
      EdgeSettings settings, Management management, List<ReadinessCheck> checks) {
    return EdgeServer.start(
        Origin.MANAGEMENT, settings.managementPort(), List.of(management.face(checks)));
  }
}
