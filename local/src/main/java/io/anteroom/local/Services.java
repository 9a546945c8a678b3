package io.anteroom.local;

import io.anteroom.edge.Face;
import io.anteroom.edge.Origin;
import io.anteroom.edge.management.ReadinessCheck;
import io.anteroom.readmodel.RoomViews;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The services of one stack, each in a context of its own and without a server of its own. Safe for
 * use by many threads.
 */
final class Services {
  private final Map<String, String> settings;
  private final MeterRegistry meters;
  private final List<ConfigurableApplicationContext> contexts = new CopyOnWriteArrayList<>();

  /**
   * @param settings count more than environment and files, which may be meant for others
   * @param meters where all of them register what they measure
   */
  Services(Map<String, String> settings, MeterRegistry meters) {
    this.settings = Map.copyOf(settings);
    this.meters = meters;
  }

  /** Starts one; it runs when this returns, and until its context is closed. */
  ConfigurableApplicationContext start(
      Class<?> configuration, ApplicationListener<?>... listeners) {
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(configuration)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            // The stack stops its parts in an order that they don't know.
            .registerShutdownHook(false)
            .listeners(listeners)
            .initializers(made -> made.getBeanFactory().registerSingleton("meters", meters))
            .run(
                settings.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new));
    contexts.add(context);
    return context;
  }

  /** All that the services show at an origin. */
  List<Face> faces(Origin origin) {
    return beans(Face.class).filter(face -> face.origin() == origin).toList();
  }

  /** What the services know of the rooms. */
  List<RoomViews> roomViews() {
    return beans(RoomViews.class).toList();
  }

  /** What the services need to be ready. */
  List<ReadinessCheck> readinessChecks() {
    return beans(ReadinessCheck.class).toList();
  }

  private <T> Stream<T> beans(Class<T> type) {
    return contexts.stream()
        .map(context -> context.getBeansOfType(type).values())
        .flatMap(Collection::stream);
  }
}
