package io.anteroom.oidc;

import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Face;
import io.anteroom.edge.Origin;
import io.anteroom.edge.management.ManagementConfiguration;
import io.anteroom.edge.management.StandaloneService;
import io.anteroom.oidc.provider.OidcSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The service on its own, with a port for its origin. */
@Configuration(proxyBeanMethods = false)
@Import({OidcConfiguration.class, ManagementConfiguration.class})
public class OidcApplication {

  /** Starts the service; it runs until it is told to stop. */
  public static void main(String[] args) {
    StandaloneService.run(
        "oidc-adapter", new SpringApplicationBuilder(OidcApplication.class), args);
  }

  @Bean
  EdgeServer openIdServer(OidcSettings settings, List<Face> faces, MeterRegistry meters) {
    InetSocketAddress address = new InetSocketAddress(settings.oidc().port());
    return EdgeServer.start(Origin.OIDC, address, faces, meters);
  }
}
