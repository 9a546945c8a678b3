package io.anteroom.ingress;

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

/** The service on its own, with a port for its face. */
@Configuration(proxyBeanMethods = false)
@Import({IngressConfiguration.class, ManagementConfiguration.class})
public class IngressApi {

  /** Starts the service; it runs until it is told to stop. */
  public static void main(String[] args) {
    StandaloneService.run("ingress-api", new SpringApplicationBuilder(IngressApi.class), args);
  }

  @Bean
  EdgeServer publicServer(EdgeSettings settings, Face visitors, MeterRegistry meters) {
    InetSocketAddress address = new InetSocketAddress(settings.publicPort());
    return EdgeServer.start(Origin.PUBLIC, address, List.of(visitors), meters);
  }
}
