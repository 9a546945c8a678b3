package io.anteroom.tokenservice;

import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.EdgeSettings;
import io.anteroom.edge.Face;
import io.anteroom.edge.Origin;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The service on its own, with a port for each of its faces. */
@Configuration(proxyBeanMethods = false)
@Import(TokenServiceConfiguration.class)
public class TokenServiceApplication {

  /** Starts the service; it runs until it is told to stop. */
  public static void main(String[] args) {
    SpringApplication application = new SpringApplication(TokenServiceApplication.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setKeepAlive(true);
    application.run(args);
  }

  @Bean
  EdgeServer publicServer(EdgeSettings settings, Face visitors) {
    return EdgeServer.start(Origin.PUBLIC, settings.publicPort(), List.of(visitors));
  }

  @Bean
  EdgeServer privateServer(EdgeSettings settings, Face site) {
    return EdgeServer.start(Origin.PRIVATE, settings.privatePort(), List.of(site));
  }
}
