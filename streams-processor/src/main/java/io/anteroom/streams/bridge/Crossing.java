package io.anteroom.streams.bridge;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log, has it delivered, and remembers in the consumer group how far that is: step by
 * step, and never without a poll in between, so that it keeps its partitions whatever the bus does.
 * For one thread.
 */
final class Crossing implements ConsumerRebalanceListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Crossing.class);

  /** Returns earlier when there are events. */
  private static final Duration POLL = Duration.ofMillis(100);

  /** Letters in memory, a kB or two each; a poll may bring some more. */
  private static final int MOST_LETTERS = 2_000;

  /** Records of a partition behind an open one: so many may be told again after a crash. */
  static final int MOST_AHEAD = 10_000;

  private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);
  private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final Outbox outbox;
  private final Delivery delivery;
  private final BridgeMetrics metrics;
  private final Map<TopicPartition, Journey> journeys = new HashMap<>();
  private boolean inGroup;
  private long commitAtNanos = System.nanoTime();

  Crossing(
      Consumer<byte[], byte[]> consumer,
      String topic,
      Outbox outbox,
      Delivery delivery,
      BridgeMetrics metrics) {
    this.consumer = consumer;
    this.outbox = outbox;
    this.delivery = delivery;
    this.metrics = metrics;
    consumer.subscribe(List.of(topic), this);
  }

  /** Reads some, delivers some. */
  void step() throws InterruptedException {
    holdBack();
    read(consumer.poll(patience()));
    for (Letter letter : delivery.round()) {
      journey(letter.partition()).ifPresent(journey -> journey.settled(letter.offset()));
    }
    if (System.nanoTime() - commitAtNanos >= 0) {
      commitAtNanos = System.nanoTime() + COMMIT_EVERY.toNanos();
      commit(journeys.keySet());
      measure();
    }
  }

  private Duration patience() {
    return delivery.idleTime().filter(idle -> idle.compareTo(POLL) < 0).orElse(POLL);
  }

  private Optional<Journey> journey(TopicPartition partition) {
    return Optional.ofNullable(journeys.get(partition));
  }

  private void read(ConsumerRecords<byte[], byte[]> records) {
    long now = System.nanoTime();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      Letter.of(record, now)
          .ifPresent(letter ->
              journey(partition)
                  .ifPresent(journey -> {
                    journey.began(record);
                    outbox.add(letter);
                  }));
    }
  }

  /** Reads no further where there is enough to do; a poll still keeps the partitions. */
  private void holdBack() {
    Set<TopicPartition> held = new HashSet<>();
    journeys.forEach((partition, journey) -> {
      if (outbox.size() >= MOST_LETTERS || journey.ahead() >= MOST_AHEAD) {
        held.add(partition);
      }
    });
    Set<TopicPartition> free = new HashSet<>(journeys.keySet());
    free.removeAll(held);
    consumer.pause(held);
    consumer.resume(free);
  }

  private void commit(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    for (TopicPartition partition : partitions) {
      settledTo(partition)
          .filter(at -> journey(partition).filter(journey -> journey.isToCommit(at)).isPresent())
          .ifPresent(at -> positions.put(partition, new OffsetAndMetadata(at)));
    }
    if (positions.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(positions, COMMIT_TIMEOUT);
      positions.forEach((partition, at) ->
          journey(partition).ifPresent(journey -> journey.committed(at.offset())));
    } catch (RetriableException | CommitFailedException | RebalanceInProgressException e) {
      LOG.info("The log does not keep for now how far the bus is: {}", e.getMessage());
    }
  }

  /** The first offset that is not settled, if the log has told where reading goes on. */
  private Optional<Long> settledTo(TopicPartition partition) {
    try {
      long readTo = consumer.position(partition, ASK_TIMEOUT);
      return journey(partition).map(journey -> journey.settledTo(readTo));
    } catch (TimeoutException e) {
      return Optional.empty();
    }
  }

  /** Whoever has no place in the group yet, or can't see the log, does not know how far it is. */
  private void measure() {
    if (inGroup) {
      behind().ifPresent(records -> metrics.looked(oldestWaiting(), records));
    }
  }

  private Duration oldestWaiting() {
    long nowMillis = System.currentTimeMillis();
    return journeys.values().stream()
        .map(journey -> journey.waiting(nowMillis))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private OptionalLong behind() {
    try {
      long behind = 0;
      for (var end : consumer.endOffsets(journeys.keySet(), ASK_TIMEOUT).entrySet()) {
        Optional<Long> settled = settledTo(end.getKey());
        if (settled.isEmpty()) {
          return OptionalLong.empty();
        }
        behind += end.getValue() - settled.get();
      }
      return OptionalLong.of(behind);
    } catch (TimeoutException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    inGroup = true;
    assigned.forEach(partition -> journeys.put(partition, new Journey()));
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    commit(revoked);
    forget(revoked);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    inGroup = false;
    forget(lost);
  }

  private void forget(Collection<TopicPartition> gone) {
    gone.forEach(partition -> {
      journeys.remove(partition);
      outbox.forget(partition);
    });
  }

  @Override
  public void close() {
    Thread.interrupted(); // Closing would give up at once.
    try {
      commit(journeys.keySet());
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }
  }
}
