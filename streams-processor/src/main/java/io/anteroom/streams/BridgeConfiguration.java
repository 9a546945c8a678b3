package io.anteroom.streams;

import io.anteroom.edge.management.ReadinessCheck;
import io.anteroom.eventlog.LogSettings;
import io.anteroom.streams.bridge.Bridge;
import io.anteroom.streams.bridge.BridgeSettings;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The bridge to an event bus, where one is configured. */
@Configuration(proxyBeanMethods = false)
@Conditional(BridgeConfiguration.BusIsNamed.class)
@EnableConfigurationProperties(EventBusSettings.class)
class BridgeConfiguration {

  /** Runs until the context closes; waits for the log and the bus as long as it takes. */
  @Bean(destroyMethod = "close")
  Bridge bridge(
      StreamsSettings settings, LogSettings log, EventBusSettings bus, MeterRegistry meters) {
    return Bridge.start(
        new BridgeSettings(
            log.connection(), log.topics(), bus.address(), InstanceName.in(settings.stateDir())),
        meters);
  }

  @Bean
  ReadinessCheck bridgeFollows(Bridge bridge) {
    return ReadinessCheck.of(
        "streams-processor/bridge",
        bridge::isFollowing,
        "the bridge does not follow the log: it starts, or starts again and again, or has stopped");
  }

  /** An empty name counts as none: that is how shells and unit files unset a variable. */
  static final class BusIsNamed implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().getProperty(EventBusSettings.NAME, "").isBlank();
    }
  }
}
