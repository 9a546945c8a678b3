package io.anteroom.readmodel;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Shows how fresh a service's views are, and how much of its memory they take. */
public final class ViewMeters {

  private ViewMeters() {}

  /**
   * Registers the meters.
   *
   * @param service whose views they are: several services may run in one process
   */
  public static void register(RoomViews views, String service, MeterRegistry registry) {
    Gauge.builder("anteroom.views.age", views, seen -> seconds(seen.age()))
        .description("How far a service's views are behind the log, at most")
        .baseUnit("seconds")
        .tag("service", service)
        .register(registry);
    Gauge.builder("anteroom.views.rooms", views, seen -> rooms(seen).size())
        .description("Rooms in a service's memory")
        .tag("service", service)
        .register(registry);
    Gauge.builder("anteroom.views.spans", views, ViewMeters::spans)
        .description("Numbered spans in a service's memory, 32 bytes each")
        .tag("service", service)
        .register(registry);
  }

  private static double seconds(Optional<Duration> age) {
    return age.map(time -> (double) time.toNanos() / TimeUnit.SECONDS.toNanos(1))
        .orElse(Double.NaN);
  }

  private static long spans(RoomViews views) {
    return rooms(views).stream().mapToLong(room -> room.spans().size()).sum();
  }

  private static List<RoomView> rooms(RoomViews views) {
    return views.rooms().orElse(List.of());
  }
}
