package io.anteroom.streams;

import io.anteroom.streams.bridge.EventBusAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which event bus is told, {@code anteroom.event-bus.*}; none where there is no name. Credentials
 * are those that the AWS SDK finds by itself: environment, profile, container or instance.
 *
 * @param name the name or the ARN of the bus
 * @param region the region that it is in
 * @param endpoint where to call, if not at the service of that region
 */
@ConfigurationProperties(EventBusSettings.PREFIX)
record EventBusSettings(
    @DefaultValue("") String name,
    @DefaultValue("") String region,
    @DefaultValue("") String endpoint) {

  static final String PREFIX = "anteroom.event-bus";
  static final String NAME = PREFIX + ".name";

  EventBusAddress address() {
    return EventBusAddress.of(name, region, endpoint);
  }
}
