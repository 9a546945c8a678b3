package io.anteroom.streams;

import io.anteroom.eventlog.LogSettings;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this deployable alone needs, {@code anteroom.*}.
 *
 * @param stateDir the folder for state stores
 * @param streams how the work is spread
 */
@ConfigurationProperties("anteroom")
record StreamsSettings(
    @DefaultValue(".anteroom/streams") Path stateDir, @DefaultValue Streams streams) {

  /**
   * How the work is spread; see {@link NumberingSettings}.
   *
   * @param replication copies of each topic
   * @param standbys copies of the state that wait in other instances
   * @param threads threads of each application
   * @param joinPartitions partitions of the joins topic, where it must be made
   * @param roomPartitions partitions over which rooms are spread, where they must be made
   */
  record Streams(
      @DefaultValue("1") int replication,
      @DefaultValue("0") int standbys,
      @DefaultValue("1") int threads,
      @DefaultValue("12") int joinPartitions,
      @DefaultValue("12") int roomPartitions) {

    /**
     * @throws IllegalArgumentException if a number is too small; the message names it
     */
    Streams {
      requireAtLeast(1, "replication", replication);
      requireAtLeast(0, "standbys", standbys);
      requireAtLeast(1, "threads", threads);
      requireAtLeast(1, "join-partitions", joinPartitions);
      requireAtLeast(1, "room-partitions", roomPartitions);
    }

    private static void requireAtLeast(int least, String name, int number) {
      if (number < least) {
        throw new IllegalArgumentException(
            "anteroom.streams.%s must be at least %d, not %d".formatted(name, least, number));
      }
    }
  }

  NumberingSettings numbering(LogSettings log) {
    return new NumberingSettings(
        log.connection(),
        log.topics(),
        stateDir,
        streams.replication(),
        streams.standbys(),
        streams.threads());
  }
}
