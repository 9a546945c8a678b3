package io.anteroom.inlets.alarm;

import io.anteroom.domain.inlet.AlarmState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The alarms of this installation. */
@Configuration(proxyBeanMethods = false)
public class AlarmConfiguration {

  @Bean
  Alarms alarms() {
    return _ -> () -> AlarmState.MISSING;
  }
}
