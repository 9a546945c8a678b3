package io.anteroom.streams;

import io.anteroom.edge.management.ReadinessCheck;
import io.anteroom.eventlog.LogSettings;
import io.anteroom.streams.lag.NumberingLag;
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

  /** Looks until the context closes. */
  @Bean(destroyMethod = "close")
  NumberingLag numberingLag(LogSettings log, MeterRegistry meters) {
    return NumberingLag.start(
        log.connection(),
        log.topics(),
        StreamsProperties.id(log.topics(), Numbering.TALLY),
        StreamsProperties.id(log.topics(), Numbering.SEQUENCE),
        meters);
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
