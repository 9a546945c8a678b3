package io.anteroom.tokenservice;

import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.EdgeSettings;
import io.anteroom.edge.Face;
import io.anteroom.edge.Origin;
import io.anteroom.edge.management.ManagementConfiguration;
import io.anteroom.edge.management.StandaloneService;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The service on its own, with a port for each of its faces. */
@Configuration(proxyBeanMethods = false)
@Import({TokenServiceConfiguration.class, ManagementConfiguration.class})
public class TokenServiceApplication {

  /** Starts the service; it runs until it is told to stop. */
  public static void main(String[] args) {
    StandaloneService.run(
        "token-service", new SpringApplicationBuilder(TokenServiceApplication.class), args);
  }

  @Bean
  EdgeServer publicServer(EdgeSettings settings, Face visitors, MeterRegistry meters) {
    InetSocketAddress address = new InetSocketAddress(settings.publicPort());
    return EdgeServer.start(Origin.PUBLIC, address, List.of(visitors), meters);
  }

  @Bean
  EdgeServer privateServer(EdgeSettings settings, Face site, MeterRegistry meters) {
    InetSocketAddress address = new InetSocketAddress(settings.privatePort());
    return EdgeServer.start(Origin.PRIVATE, address, List.of(site), meters);
  }
}
