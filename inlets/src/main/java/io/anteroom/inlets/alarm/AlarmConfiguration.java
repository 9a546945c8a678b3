package io.anteroom.inlets.alarm;

import io.anteroom.inlets.plan.InletsSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The alarms of this installation. */
@Configuration(proxyBeanMethods = false)
public class AlarmConfiguration {

  /** The client costs a start some tenths of a second, and needs a region. */
  @Bean
  Alarms alarms(InletsSettings settings) {
    boolean someInletMindsOne =
        settings.plans().stream().anyMatch(plan -> plan.alarm().isPresent());
    return someInletMindsOne ? CloudWatchAlarms.at(settings.aws()) : _ -> Alarm.NONE;
  }
}
