package io.anteroom.streams;

import io.anteroom.edge.management.ReadinessCheck;
import io.anteroom.streams.mirror.Mirror;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this deployable tells its operators. */
@Configuration(proxyBeanMethods = false)
class StreamsWatch {

  private static final String SERVICE = "streams-processor";

  @Bean
  ReadinessCheck numberingRuns(Numbering numbering) {
    return ReadinessCheck.of(
        SERVICE + "/numbering",
        numbering::isRunning,
        "numbering does not run: it starts, or shares its work out anew");
  }

  @Bean
  ReadinessCheck mirrorIsLive(Mirror mirror, MeterRegistry meters) {
    Gauge.builder("anteroom.mirror.lag", mirror, it -> seconds(it.lag()))
        .description("How far Redis is behind the log, at most")
        .baseUnit("seconds")
        .register(meters);
    return ReadinessCheck.of(
        SERVICE + "/mirror",
        mirror::isLive,
        "Redis is away, or is being built anew, or the log is not there");
  }

  private static double seconds(Optional<Duration> time) {
    return time.map(known -> (double) known.toNanos() / TimeUnit.SECONDS.toNanos(1))
        .orElse(Double.NaN);
  }
}
