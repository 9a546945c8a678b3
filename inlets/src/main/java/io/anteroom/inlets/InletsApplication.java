package io.anteroom.inlets;

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

/** The service on its own, with a port for each origin. */
@Configuration(proxyBeanMethods = false)
@Import({InletsConfiguration.class, ManagementConfiguration.class})
public class InletsApplication {

  /** Starts the service; it runs until it is told to stop. */
  public static void main(String[] args) {
    StandaloneService.run("inlets", new SpringApplicationBuilder(InletsApplication.class), args);
  }

  @Bean
  EdgeServer publicServer(EdgeSettings settings, List<Face> faces, MeterRegistry meters) {
    return server(Origin.PUBLIC, settings.publicPort(), faces, meters);
  }

  @Bean
  EdgeServer privateServer(EdgeSettings settings, List<Face> faces, MeterRegistry meters) {
    return server(Origin.PRIVATE, settings.privatePort(), faces, meters);
  }

  private static EdgeServer server(
      Origin origin, int port, List<Face> faces, MeterRegistry meters) {
    List<Face> own = faces.stream().filter(face -> face.origin() == origin).toList();
    return EdgeServer.start(origin, new InetSocketAddress(port), own, meters);
  }
}
