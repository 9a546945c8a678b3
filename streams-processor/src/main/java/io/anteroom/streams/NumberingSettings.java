package io.anteroom.streams;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.eventlog.LogConnection;
import java.nio.file.Path;

/**
 * What {@link Numbering} needs to know.
 *
 * @param connection where the log is
 * @param topics the names of its topics, which must be there
 * @param stateFolder where state stores and the {@link InstanceName} lie; an instance that finds
 *     its own again goes on at once with what it had, even after a crash. One process at a time
 * @param replication copies of each internal topic, 1 to the number of brokers
 * @param standbys other instances that keep a copy of the state, ready to take over; 0 where there
 *     is one instance
 * @param threads threads of each of the two applications, at least 1
 */
public record NumberingSettings(
    LogConnection connection,
    Topics topics,
    Path stateFolder,
    int replication,
    int standbys,
    int threads) {

  /**
   * @throws IllegalArgumentException if a number is out of bounds
   */
  public NumberingSettings {
    if (replication < 1 || standbys < 0 || threads < 1) {
      throw new IllegalArgumentException(
          "numbering needs replication and threads of at least 1, and standbys of at least 0");
    }
  }

  /** Settings for one instance beside one broker. */
  public static NumberingSettings local(LogConnection connection, Topics topics, Path stateFolder) {
    return new NumberingSettings(connection, topics, stateFolder, 1, 0, 1);
  }
}
