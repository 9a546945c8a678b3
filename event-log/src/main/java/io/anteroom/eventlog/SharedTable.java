package io.anteroom.eventlog;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A few values that all replicas of a service share: a compacted {@link SharedLog}, held in memory
 * by each of them. The last one to write has the say. Safe for use by many threads.
 */
public final class SharedTable implements AutoCloseable {

  private final Map<String, byte[]> values = new ConcurrentHashMap<>();
  private final SharedLog log;

  /**
   * Connects in the background.
   *
   * @param name what this client is called in the broker's words
   * @param patience how long a write may take, at least 1 s
   */
  public SharedTable(LogConnection connection, String name, String topic, Duration patience) {
    this.log = new SharedLog(connection, name, topic, patience, this::take);
  }

  private void take(TopicFollower.Heard heard) {
    heard
        .value()
        .ifPresentOrElse(value -> values.put(heard.key(), value), () -> values.remove(heard.key()));
  }

  /** Says whether the values here are those that everybody had a moment ago; never waits. */
  public boolean isLevel() {
    return log.isLevel();
  }

  /** The value of a key, if it has one; the caller must not change the bytes. */
  public Optional<byte[]> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /**
   * Gives a key another value, and waits until {@link #get} shows it, or a later one, here; soon
   * afterwards the others see it too.
   *
   * @throws LogUnavailableException if that takes too long; the value may be written all the same
   */
  public void put(String key, byte[] value) {
    log.append(key, value);
  }

  @Override
  public void close() {
    log.close();
  }
}
