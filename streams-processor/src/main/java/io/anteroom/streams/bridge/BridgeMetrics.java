package io.anteroom.streams.bridge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How far the bridge is, for those who watch it. */
final class BridgeMetrics {

  private final Counter delivered;
  private final Counter failed;
  private final Counter retried;
  private final Counter deadLettered;
  private final AtomicLong lagRecords = new AtomicLong();
  private final AtomicLong lagMillis = new AtomicLong();

  BridgeMetrics(MeterRegistry registry) {
    delivered = counter(registry, "delivered", "Events that the bus has accepted");
    failed = counter(registry, "failed", "Tries to tell an event that failed, for any reason");
    retried = counter(registry, "retried", "Tries to tell an event that was tried before");
    deadLettered = counter(registry, "dead.lettered", "Events given up, now in dead-letters");
    Gauge.builder("anteroom.bridge.lag.records", lagRecords, AtomicLong::doubleValue)
        .description("Records of the log that the bridge is behind")
        .register(registry);
    Gauge.builder("anteroom.bridge.lag", lagMillis, millis -> millis.doubleValue() / 1000)
        .baseUnit("seconds")
        .description("How long the oldest event has waited that is read and not delivered")
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("anteroom.bridge." + name).description(description).register(registry);
  }

  void delivered() {
    delivered.increment();
  }

  void failed(int events) {
    failed.increment(events);
  }

  void retried(int events) {
    retried.increment(events);
  }

  void deadLettered() {
    deadLettered.increment();
  }

  void behind(long records) {
    lagRecords.set(records);
  }

  void waiting(Duration oldest) {
    lagMillis.set(oldest.toMillis());
  }
}
