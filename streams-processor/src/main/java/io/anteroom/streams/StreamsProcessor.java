package io.anteroom.streams;

import io.anteroom.eventlog.TopicSetup;
import io.anteroom.streams.StreamsConfiguration.NumberingStopped;
import org.springframework.boot.WebApplicationType;
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
@Import(StreamsConfiguration.class)
public class StreamsProcessor {

  private static final int STOPPED = 1;

  /** Settings come as {@code --anteroom.*} or {@code ANTEROOM_*}. */
  public static void main(String[] arguments) {
    new SpringApplicationBuilder(StreamsProcessor.class)
        .web(WebApplicationType.NONE)
        .initializers(context ->
            makeTopics(
                Binder.get(context.getEnvironment())
                    .bindOrCreate("anteroom", StreamsSettings.class)))
        .run(arguments);
  }

  private static void makeTopics(StreamsSettings settings) {
    TopicSetup.ensure(
        settings.connection(),
        settings
            .topics()
            .all(settings.streams().joinPartitions(), settings.streams().roomPartitions()),
        settings.streams().replication());
  }

  /** On a thread of its own: exit closes the applications, and one of them is telling us. */
  @EventListener
  void exit(NumberingStopped stopped) {
    Thread.ofPlatform().name("exit").start(() -> System.exit(STOPPED));
  }
}
