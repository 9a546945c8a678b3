package io.anteroom.oidc;

import io.anteroom.edge.management.ReadinessCheck;
import io.anteroom.oidc.code.UsedCodes;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service tells its operators. Without sealing keys it does not even start. */
@Configuration(proxyBeanMethods = false)
class OidcWatch {

  private static final String SERVICE = "oidc-adapter";

  /** The private API is not asked for: it has a readiness of its own, and calls try it again. */
  @Bean
  ReadinessCheck oidcUsedCodes(UsedCodes used, MeterRegistry meters) {
    Gauge.builder("anteroom.oidc.used.codes", used, UsedCodes::size)
        .description("Used codes that are remembered, until nine minutes after their end")
        .register(meters);
    return ReadinessCheck.of(
        SERVICE + "/used-codes",
        used::isLevel,
        "nobody knows which codes were used, so none can be redeemed");
  }
}
