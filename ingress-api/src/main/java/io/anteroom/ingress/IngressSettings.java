package io.anteroom.ingress;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where this service finds what it needs, and its bounds.
 *
 * @param kafka the log
 * @param topicPrefix what the names of all topics begin with
 * @param redis the mirror of the log
 * @param ticketKeyFile the keys that make and open request ids
 * @param joinsUnderWay how many joins may wait for the log at a time. The default is what 50,000
 *     joins a second bring in 0.4 s, ten times what the log takes to answer, and some 100 MiB.
 * @param countersKeptFor how long caches may keep counters, 1 to 5 s
 */
@ConfigurationProperties("anteroom")
public record IngressSettings(
    @DefaultValue Kafka kafka,
    @DefaultValue("anteroom.") String topicPrefix,
    @DefaultValue Redis redis,
    @Nullable Path ticketKeyFile,
    @DefaultValue("20000") int joinsUnderWay,
    @DefaultValue("1s") Duration countersKeptFor) {

  private static final Duration SHORTEST_KEPT = Duration.ofSeconds(1);
  private static final Duration LONGEST_KEPT = Duration.ofSeconds(5);

  /**
   * @throws IllegalArgumentException if a bound is out of bounds
   */
  public IngressSettings {
    if (joinsUnderWay < 1) {
      throw new IllegalArgumentException(
          "anteroom.joins-under-way must be at least 1, not " + joinsUnderWay);
    }
    if (countersKeptFor.compareTo(SHORTEST_KEPT) < 0
        || countersKeptFor.compareTo(LONGEST_KEPT) > 0) {
      throw new IllegalArgumentException(
          "anteroom.counters-kept-for must be 1s to 5s, not " + countersKeptFor);
    }
  }

  /**
   * The log.
   *
   * @param bootstrap brokers as {@code host:port}, separated by commas
   */
  public record Kafka(@DefaultValue("localhost:9092") String bootstrap) {}

  /**
   * The mirror of the log.
   *
   * @param url {@code redis://host:port}
   */
  public record Redis(@DefaultValue("redis://localhost:6379") URI url) {}

  /**
   * The file of the ticket keys.
   *
   * @throws IllegalStateException if none is named
   */
  Path requiredTicketKeyFile() {
    if (ticketKeyFile == null) {
      throw new IllegalStateException(
          "anteroom.ticket-key-file (ANTEROOM_TICKET_KEY_FILE) must be set");
    }
    return ticketKeyFile;
  }
}
