package io.anteroom.tokenservice;

import io.anteroom.edge.management.ReadinessCheck;
import io.anteroom.eventlog.CommandClient;
import io.anteroom.eventlog.LogPulse;
import io.anteroom.eventlog.LogSettings;
import io.anteroom.readmodel.RoomViews;
import io.anteroom.readmodel.ViewMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service tells its operators. Without signing keys it does not even start. */
@Configuration(proxyBeanMethods = false)
class TokenServiceWatch {

  private static final String SERVICE = "token-service";

  @Bean
  LogPulse logPulse(LogSettings settings) {
    return new LogPulse(settings.connection(), settings.topics().commands());
  }

  /** That rooms answer is not asked for: without them, those who have a token still get it. */
  @Bean
  ReadinessCheck tokenCommands(LogPulse pulse, CommandClient commands) {
    return ReadinessCheck.of(
        SERVICE + "/commands",
        () -> commands.isReady() && pulse.answers(),
        "commands can't be sent, or their answers can't be heard");
  }

  @Bean
  ReadinessCheck tokenViews(RoomViews views, MeterRegistry meters) {
    ViewMeters.register(views, SERVICE, meters);
    return ReadinessCheck.of(SERVICE + "/views", views::usable, "views are too far behind the log");
  }
}
