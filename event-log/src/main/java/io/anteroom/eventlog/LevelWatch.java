package io.anteroom.eventlog;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether a reader has read all that was there a moment ago. It asks where the log ends, and
 * only once the reader has come there where it ends by then: so a reader that keeps up is level,
 * also in a log that never stands still.
 */
final class LevelWatch {

  private static final Logger log = LoggerFactory.getLogger(LevelWatch.class);

  static final Duration ASK_EVERY = Duration.ofSeconds(1);

  /** One question that got lost is no outage: two in a row are. */
  static final Duration GOOD_FOR = Duration.ofSeconds(6);

  private final LongSupplier nanoTime;
  private Map<TopicPartition, Long> ends = Map.of();
  private boolean isAsked;
  private long askedAt;

  /** When everything that was there had been read. */
  private volatile Optional<Long> levelAt = Optional.empty();

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  LevelWatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    startAgain();
  }

  /** Looks how far a reader is that has all its partitions; asks the log at times. */
  void look(Consumer<?, ?> reader) {
    if (!isAsked && nanoTime.getAsLong() - askedAt >= ASK_EVERY.toNanos()) {
      ask(reader);
    }
    if (isAsked
        && ends.entrySet().stream().allMatch(e -> reader.position(e.getKey()) >= e.getValue())) {
      levelAt = Optional.of(askedAt);
      isAsked = false;
    }
  }

  private void ask(Consumer<?, ?> reader) {
    askedAt = nanoTime.getAsLong();
    try {
      ends = reader.endOffsets(Set.copyOf(reader.assignment()));
      isAsked = true;
    } catch (TimeoutException e) {
      log.debug("nobody knows where the log ends: {}", e.getMessage());
    }
  }

  /** Forgets all, and asks at once: there is another reader. */
  void startAgain() {
    askedAt = nanoTime.getAsLong() - ASK_EVERY.toNanos();
    levelAt = Optional.empty();
    isAsked = false;
  }

  /** Says whether everything was read that was there a moment ago; any thread may ask. */
  boolean isLevel() {
    return levelAt.filter(nanos -> nanoTime.getAsLong() - nanos <= GOOD_FOR.toNanos()).isPresent();
  }
}
