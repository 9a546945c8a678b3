package io.anteroom.streams;

import io.anteroom.eventlog.LogSettings;
import io.anteroom.readmodel.ReadModelSettings;
import io.anteroom.streams.mirror.Mirror;
import io.anteroom.streams.mirror.MirrorSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything that runs in this deployable. The topics must be there. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LogSettings.class, ReadModelSettings.class, StreamsSettings.class})
@Import({BridgeConfiguration.class, StreamsWatch.class})
public class StreamsConfiguration {

  /** Runs until the context closes. */
  @Bean(destroyMethod = "close")
  Numbering numbering(StreamsSettings settings, LogSettings log, ApplicationEventPublisher events) {
    return Numbering.start(
        settings.numbering(log), () -> events.publishEvent(new NumberingStopped()));
  }

  /** Runs until the context closes; waits for Redis and the log as long as it takes. */
  @Bean(destroyMethod = "close")
  Mirror mirror(StreamsSettings settings, LogSettings log, ReadModelSettings redis) {
    return Mirror.start(
        new MirrorSettings(
            log.connection(), log.topics(), redis.url(), InstanceName.in(settings.stateDir())));
  }

  /** Numbering has stopped by itself and for good: somebody has to look. */
  public record NumberingStopped() {}
}
