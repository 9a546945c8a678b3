package io.anteroom.edge.management;

import io.anteroom.edge.EdgeSettings;
import io.anteroom.edge.PrivateAccess;
import io.anteroom.edge.PublicAccess;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A service with all settings of the edge, and nothing to do. */
@Configuration(proxyBeanMethods = false)
@Import(ManagementConfiguration.class)
class SmallService {

  public static void main(String[] args) {
    StandaloneService.run("small", new SpringApplicationBuilder(SmallService.class), args);
  }

  @Bean
  PublicAccess publicAccess(EdgeSettings settings) {
    return settings.publicAccess();
  }

  @Bean
  PrivateAccess privateAccess(EdgeSettings settings) {
    return settings.privateAccess();
  }

  @Bean
  ReadinessCheck ready() {
    return ReadinessCheck.of("small/ready", () -> true, "never");
  }
}
