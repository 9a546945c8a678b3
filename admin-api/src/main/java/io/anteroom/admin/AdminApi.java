package io.anteroom.admin;

import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.EdgeSettings;
import io.anteroom.edge.Face;
import io.anteroom.edge.Origin;
import io.anteroom.edge.management.ManagementConfiguration;
import io.anteroom.edge.management.StandaloneService;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The service on its own, with a port for its face. */
@Configuration(proxyBeanMethods = false)
@Import({AdminConfiguration.class, ManagementConfiguration.class})
public class AdminApi {

  /** The contract names the first room in {@code EVENT_ID}, without a prefix. */
  private static final String FIRST_ROOM = "${EVENT_ID:" + AdminSettings.FIRST_ROOM + "}";

  /** Starts the service; it runs until it is told to stop. */
  public static void main(String[] args) {
    StandaloneService.run(
        "admin-api",
        new SpringApplicationBuilder(AdminApi.class)
            .properties(Map.of("anteroom.event-id", FIRST_ROOM)),
        args);
  }

  @Bean
  EdgeServer privateServer(EdgeSettings settings, Face adminFace, MeterRegistry meters) {
    InetSocketAddress address = new InetSocketAddress(settings.privatePort());
    return EdgeServer.start(Origin.PRIVATE, address, List.of(adminFace), meters);
  }
}
