package io.anteroom.streams.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BridgeMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private long nanos;
  private final BridgeMetrics metrics = new BridgeMetrics(registry, () -> nanos);

  private double gauge(String name) {
    return registry.get("anteroom.bridge." + name).gauge().value();
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void tellWhatIsKnown() {
    metrics.looked(Duration.ofMillis(1500), 7);
    pass(BridgeMetrics.FRESH);
    assertThat(gauge("lag.records")).isEqualTo(7);
    assertThat(gauge("lag")).isEqualTo(1.5);
    assertThat(metrics.isFollowing()).isTrue();
  }

  @Test
  void doNotPassOffWhatWasForWhatIs() {
    metrics.looked(Duration.ofSeconds(2), 7);
    pass(Duration.ofMinutes(5));
    assertThat(gauge("lag.records")).isNaN();
    assertThat(gauge("lag")).isEqualTo(302);
    assertThat(metrics.isFollowing()).isFalse();
    metrics.looked(Duration.ZERO, 0);
    assertThat(gauge("lag.records")).isZero();
    assertThat(gauge("lag")).isZero();
  }

  @Test
  void doNotClaimToBeUpToDateBeforeTheFirstLook() {
    assertThat(gauge("lag.records")).isNaN();
    assertThat(metrics.isFollowing()).isFalse();
    pass(Duration.ofMinutes(1));
    assertThat(gauge("lag")).isEqualTo(60);
  }
}
