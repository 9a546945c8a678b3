package io.anteroom.ingress;

import io.anteroom.edge.management.ReadinessCheck;
import io.anteroom.eventlog.JoinLog;
import io.anteroom.eventlog.LogPulse;
import io.anteroom.eventlog.LogSettings;
import io.anteroom.readmodel.RoomViews;
import io.anteroom.readmodel.ViewMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service tells its operators. */
@Configuration(proxyBeanMethods = false)
class IngressWatch {

  private static final String SERVICE = "ingress-api";

  @Bean
  LogPulse logPulse(LogSettings settings) {
    return new LogPulse(settings.connection(), settings.topics().joins());
  }

  @Bean
  ReadinessCheck ingressLog(LogPulse pulse, JoinLog log) {
    return ReadinessCheck.of(
        SERVICE + "/log", () -> log.isReady() && pulse.answers(), "the log does not answer");
  }

  /** Joins go on while nothing is numbered, so views may be old here, but they must be there. */
  @Bean
  ReadinessCheck ingressViews(RoomViews views) {
    return ReadinessCheck.of(
        SERVICE + "/views", views::usableToJoin, "no look at Redis has gone well lately");
  }

  @Bean
  RoomMeters roomMeters(RoomViews views, MeterRegistry meters) {
    ViewMeters.register(views, SERVICE, meters);
    return new RoomMeters(views, meters);
  }
}
