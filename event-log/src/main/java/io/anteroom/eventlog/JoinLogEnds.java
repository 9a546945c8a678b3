package io.anteroom.eventlog;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.PartitionOffsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Knows where the joins topic ends: every join that was acknowledged before the question lies
 * below. Safe for use by many threads.
 */
public final class JoinLogEnds implements AutoCloseable {

  private final TopicEnds ends;

  /**
   * Connects in the background.
   *
   * @param patience how long to wait for each of two answers of the log, at least 1 s
   */
  public JoinLogEnds(LogConnection connection, Topics topics, Duration patience) {
    this.ends = new TopicEnds(connection, "join-log-ends", topics.joins(), patience);
  }

  /**
   * Asks the log.
   *
   * @return the end of each partition; fails with {@link LogUnavailableException} when the log does
   *     not answer in time
   */
  public CompletionStage<PartitionOffsets> read() {
    return ends.read()
        .thenApply(PartitionOffsets::new)
        .exceptionally(failure -> {
          throw new CompletionException(
              new LogUnavailableException("the ends of the joins could not be read", failure));
        });
  }

  @Override
  public void close() {
    ends.close();
  }
}
