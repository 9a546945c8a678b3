package io.anteroom.ingress;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of this service.
 *
 * @param joinsUnderWay how many joins may wait for the log at a time. The default is what 50,000
 *     joins a second bring in 0.4 s, ten times what the log takes to answer, and some 100 MiB.
 * @param countersKeptFor how long caches may keep counters, 1 to 5 s
 */
@ConfigurationProperties("anteroom")
public record IngressSettings(
    @DefaultValue("20000") int joinsUnderWay, @DefaultValue("1s") Duration countersKeptFor) {

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
}
