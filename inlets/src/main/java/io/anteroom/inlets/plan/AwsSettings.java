package io.anteroom.inlets.plan;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where alarms and queues are. Credentials are those that the AWS SDK finds by itself: environment,
 * profile, container or instance.
 *
 * @param region the region that they are in; empty where no inlet has any
 * @param endpoint where to call, if not at the services of that region
 */
public record AwsSettings(@DefaultValue("") String region, @DefaultValue("") String endpoint) {}
