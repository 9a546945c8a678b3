package io.anteroom.streams;

import io.anteroom.edge.management.ManagementConfiguration;
import io.anteroom.edge.management.StandaloneService;
import io.anteroom.eventlog.LogSettings;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.streams.StreamsConfiguration.NumberingStopped;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

/**
 * Runs the streams processor as a process of its own: makes the topics that are missing, and exits
 * with 1 when numbering has stopped for good.
 */
@Configuration(proxyBeanMethods = false)
@Import({StreamsConfiguration.class, ManagementConfiguration.class})
public class StreamsProcessor {

  private static final int STOPPED = 1;

  /** Settings come as {@code --anteroom.*} or {@code ANTEROOM_*}. */
  public static void main(String[] arguments) {
    StandaloneService.run(
        "streams-processor",
        new SpringApplicationBuilder(StreamsProcessor.class)
            .initializers(context -> makeTopics(Binder.get(context.getEnvironment()))),
        arguments);
  }

  private static void makeTopics(Binder settings) {
    LogSettings log = settings.bindOrCreate("anteroom", LogSettings.class);
    StreamsSettings.Streams streams =
        settings.bindOrCreate("anteroom", StreamsSettings.class).streams();
    TopicSetup.ensure(
        log.connection(),
        log.topics().all(streams.joinPartitions(), streams.roomPartitions()),
        streams.replication());
  }

  /** On a thread of its own: exit closes the applications, and one of them is telling us. */
  @EventListener
  void exit(NumberingStopped stopped) {
    Thread.ofPlatform().name("exit").start(() -> System.exit(STOPPED));
  }
}
