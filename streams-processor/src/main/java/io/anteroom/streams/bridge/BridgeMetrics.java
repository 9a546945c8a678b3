package io.anteroom.streams.bridge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How far the bridge is, for those who watch it. What it has told of itself holds for {@link
 * #FRESH}; after that it does not follow the log, and nobody knows how far it is behind.
 */
final class BridgeMetrics {

  /** Longer than from look to look where the calls of a round hang and so does the log. */
  static final Duration FRESH = Duration.ofSeconds(20);

  private final Counter delivered;
  private final Counter failed;
  private final Counter retried;
  private final Counter deadLettered;
  private final LongSupplier nanoClock;
  private volatile Look lastLook;

  private record Look(Duration oldest, double records, long atNanos) {}

  /**
   * Nothing is known yet.
   *
   * @param nanoClock as {@link System#nanoTime}
   */
  BridgeMetrics(MeterRegistry registry, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.lastLook = new Look(Duration.ZERO, Double.NaN, nanoClock.getAsLong());
    delivered = counter(registry, "delivered", "Events that the bus has accepted");
    failed = counter(registry, "failed", "Tries to tell an event that failed, for any reason");
    retried = counter(registry, "retried", "Tries to tell an event that was tried before");
    deadLettered = counter(registry, "dead.lettered", "Events given up, now in dead-letters");
    Gauge.builder("anteroom.bridge.lag.records", this, BridgeMetrics::records)
        .description("Records of the log that the bridge is behind")
        .register(registry);
    Gauge.builder("anteroom.bridge.lag", this, BridgeMetrics::seconds)
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

  /**
   * Says how far it is, with the whole log in view.
   *
   * @param oldest how long the oldest event has waited that is read and not delivered
   * @param records of the log that it is behind
   */
  void looked(Duration oldest, long records) {
    lastLook = new Look(oldest, records, nanoClock.getAsLong());
  }

  /** Says whether it knows how far it is. */
  boolean isFollowing() {
    return !Double.isNaN(records());
  }

  private double records() {
    Look look = lastLook;
    return isFresh(age(look)) ? look.records() : Double.NaN;
  }

  /** Grows while it does not follow, so that whoever waits for a high value sees one. */
  private double seconds() {
    Look look = lastLook;
    Duration age = age(look);
    return seconds(isFresh(age) ? look.oldest() : look.oldest().plus(age));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  private Duration age(Look look) {
    return Duration.ofNanos(nanoClock.getAsLong() - look.atNanos());
  }

  private static boolean isFresh(Duration age) {
    return age.compareTo(FRESH) <= 0;
  }
}
