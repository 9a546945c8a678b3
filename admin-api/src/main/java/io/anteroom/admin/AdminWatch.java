package io.anteroom.admin;

import io.anteroom.edge.management.ReadinessCheck;
import io.anteroom.eventlog.CommandClient;
import io.anteroom.eventlog.LogPulse;
import io.anteroom.eventlog.LogSettings;
import io.anteroom.readmodel.RoomViews;
import io.anteroom.readmodel.ViewMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service tells its operators. */
@Configuration(proxyBeanMethods = false)
class AdminWatch {

  private static final String SERVICE = "admin-api";

  @Bean
  LogPulse logPulse(LogSettings settings) {
    return new LogPulse(settings.connection(), settings.topics().commands());
  }

  @Bean
  ReadinessCheck adminCommands(LogPulse pulse, CommandClient commands) {
    return ReadinessCheck.of(
        SERVICE + "/commands",
        () -> commands.isReady() && pulse.answers(),
        "commands can't be sent, or their answers can't be heard");
  }

  @Bean
  ReadinessCheck adminViews(RoomViews views, MeterRegistry meters) {
    ViewMeters.register(views, SERVICE, meters);
    return ReadinessCheck.of(SERVICE + "/views", views::usable, "views are too far behind the log");
  }
}
