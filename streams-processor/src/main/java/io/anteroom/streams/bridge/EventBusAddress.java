package io.anteroom.streams.bridge;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the bus is.
 *
 * @param name its name or its ARN
 * @param region the region that it is in, as in {@code eu-central-1}
 * @param endpoint where to call, if not at the service of that region
 */
public record EventBusAddress(String name, String region, Optional<URI> endpoint) {

  /** PutEventsRequestEntry, EventBusName, without what regions and partitions are called. */
  private static final Pattern NAME =
      Pattern.compile("(arn:[\\w-]+:events:[\\w-]*:\\d{12}:event-bus/)?[/.\\-_A-Za-z0-9]{1,256}");

  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d{1,2}");

  /**
   * @throws IllegalArgumentException if a part can't be used; the message says which and why
   */
  public EventBusAddress {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "anteroom.event-bus.name must be the name or the ARN of an event bus, not '"
              + name
              + "'");
    }
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException(
          "anteroom.event-bus.region must be the region of the bus, such as eu-central-1, not '"
              + region
              + "'");
    }
    if (endpoint.isPresent() && !isHttp(endpoint.get())) {
      throw badEndpoint(endpoint.get().toString());
    }
  }

  /**
   * Where settings say that the bus is.
   *
   * @param endpoint empty for the service of the region
   * @throws IllegalArgumentException if a part can't be used; the message says which and why
   */
  public static EventBusAddress of(String name, String region, String endpoint) {
    return new EventBusAddress(
        name.strip(),
        region.strip(),
        Optional.of(endpoint.strip()).filter(text -> !text.isEmpty()).map(EventBusAddress::uri));
  }

  private static URI uri(String endpoint) {
    try {
      return new URI(endpoint);
    } catch (URISyntaxException e) {
      throw badEndpoint(endpoint);
    }
  }

  private static boolean isHttp(URI uri) {
    return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        && uri.getHost() != null;
  }

  private static IllegalArgumentException badEndpoint(String endpoint) {
    return new IllegalArgumentException(
        "anteroom.event-bus.endpoint must be http://host:port or https://host:port, not '"
            + endpoint
            + "'");
  }
}
