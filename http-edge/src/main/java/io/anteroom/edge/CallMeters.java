package io.anteroom.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Counts and times the calls of one endpoint, apart by status. A status gets its meter with its
 * first call; from then on a call costs an array look-up and no memory.
 */
final class CallMeters {

  /** From what memory answers to where callers give up. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private static final String NONE = "none";
  private static final int LOWEST_STATUS = 100;
  private static final int HIGHEST_STATUS = 599;

  private final MeterRegistry registry;
  private final Origin origin;
  private final String method;
  private final String path;
  private final AtomicReferenceArray<Timer> byStatus =
      new AtomicReferenceArray<>(HIGHEST_STATUS - LOWEST_STATUS + 1);

  private CallMeters(MeterRegistry registry, Origin origin, String method, String path) {
    this.registry = registry;
    this.origin = origin;
    this.method = method;
    this.path = path;
  }

  /** For an endpoint, under its path as documents write it. */
  static CallMeters of(MeterRegistry registry, Origin origin, Face.Route route) {
    return new CallMeters(registry, origin, route.method().name(), route.path().text());
  }

  /** For calls that find no endpoint: what they asked for is theirs to choose, and no label. */
  static CallMeters ofStrays(MeterRegistry registry, Origin origin) {
    return new CallMeters(registry, origin, NONE, NONE);
  }

  void record(int status, long nanos) {
    Timer known = byStatus.get(status - LOWEST_STATUS);
    (known == null ? timer(status) : known).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(int status) {
    Timer timer =
        Timer.builder("anteroom.http.request")
            .description("Time from a request's head to its answer")
            .tag("origin", origin.name().toLowerCase(Locale.ROOT))
            .tag("method", method)
            .tag("path", path)
            .tag("status", String.valueOf(status))
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    byStatus.set(status - LOWEST_STATUS, timer);
    return timer;
  }
}
