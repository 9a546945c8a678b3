package io.anteroom.streams;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Everything that runs in this deployable. The topics must be there. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamsSettings.class)
public class StreamsConfiguration {

  /** Runs until the context closes. */
  @Bean(destroyMethod = "close")
  Numbering numbering(StreamsSettings settings, ApplicationEventPublisher events) {
    return Numbering.start(settings.numbering(), () -> events.publishEvent(new NumberingStopped()));
  }

  /** Numbering has stopped by itself and for good: somebody has to look. */
  public record NumberingStopped() {}
}
