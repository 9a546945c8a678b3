package io.anteroom.inlets.plan;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where alarms and queues are. Credentials are those that the AWS SDK finds by itself: environment,
 * profile, container or instance.
 *
 * @param region the region that they are in; empty for the one that the SDK finds by itself
 * @param endpoint where to call, if not at the services of that region
 */
public record AwsSettings(@DefaultValue("") String region, @DefaultValue("") String endpoint) {

  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d{1,2}");

  /**
   * @throws IllegalArgumentException if one can't be used; the message says which and why
   */
  public AwsSettings {
    region = region.strip();
    endpoint = endpoint.strip();
    if (!region.isEmpty() && !REGION.matcher(region).matches()) {
      throw new IllegalArgumentException(
          "anteroom.aws.region must be a region such as eu-central-1, not '" + region + "'");
    }
    if (!endpoint.isEmpty() && HttpUrl.read(endpoint).isEmpty()) {
      throw new IllegalArgumentException(
          "anteroom.aws.endpoint must be http://host:port or https://host:port, not '"
              + endpoint
              + "'");
    }
  }

  /** The region, if one is given. */
  public Optional<String> givenRegion() {
    return Optional.of(region).filter(name -> !name.isEmpty());
  }

  /** The endpoint, if one is given. */
  public Optional<URI> givenEndpoint() {
    return Optional.of(endpoint).filter(uri -> !uri.isEmpty()).map(URI::create);
  }
}
