package io.anteroom.streams.mirror;

import io.anteroom.readmodel.RedisConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Redis like the log of decisions: one thread that reads committed events and writes them, a
 * batch for each poll, without a pause between polls. It goes on polling while Redis is away, so
 * that it keeps its partitions.
 */
public final class Mirror implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);

  /** Returns earlier when there are events. */
  private static final Duration POLL = Duration.ofMillis(50);

  /** How often readers are told how fresh Redis is; also when nothing happens. */
  private static final Duration HEARTBEAT = Duration.ofMillis(500);

  private static final Duration ENDS_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration REDIS_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(3);

  private final MirrorSettings settings;
  private final RedisConnection redis;
  private final Outage outage = new Outage();
  private final Eviction eviction;
  private final Map<TopicPartition, PartitionMirror> partitions = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private long heartbeatDueAt = System.nanoTime();
  private volatile boolean live;

  /** When Redis was last level with the log, by {@link System#nanoTime}. */
  private volatile Optional<Long> levelAt = Optional.empty();

  private Mirror(MirrorSettings settings) {
    this.settings = settings;
    this.redis = RedisConnection.to(settings.redis(), REDIS_TIMEOUT);
    this.eviction = new Eviction(redis);
    this.thread = Thread.ofPlatform().name("mirror").unstarted(this::run);
  }

  /** Starts; waits neither for the log nor for Redis. */
  public static Mirror start(MirrorSettings settings) {
    Mirror mirror = new Mirror(settings);
    mirror.thread.start();
    return mirror;
  }

  /** Says whether readers may look at all rooms of the partitions that this instance has. */
  public boolean isLive() {
    return live;
  }

  /**
   * How far Redis is behind the log, in the partition of this instance where that is longest; empty
   * before it is first known. Grows while nobody can say.
   */
  public Optional<Duration> lag() {
    return levelAt.map(nanos -> Duration.ofNanos(System.nanoTime() - nanos));
  }

  private void run() {
    try {
      while (!isClosing()) {
        try {
          follow();
        } catch (InterruptException e) {
          return;
        } catch (RuntimeException e) {
          LOG.error("The mirror starts again, because it could not go on", e);
          live = false;
          pause();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("Closed while it waited");
    } finally {
      live = false;
    }
  }

  private void follow() throws InterruptedException {
    Optional<LogIdentity> log = Optional.empty();
    while (log.isEmpty() && !isClosing()) {
      log = identity();
    }
    if (log.isPresent()) {
      follow(log.get());
    }
  }

  private Optional<LogIdentity> identity() throws InterruptedException {
    try {
      return Optional.of(LogIdentity.ask(settings));
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      LOG.warn("The log of decisions is not there yet: {}", e.getMessage());
      pause();
      return Optional.empty();
    }
  }

  private void follow(LogIdentity log) {
    Consumer<String, byte[]> consumer = EventConsumer.of(settings);
    try {
      partitions.clear();
      consumer.subscribe(List.of(settings.topics().roomEvents()), new Sharing(consumer, log));
      while (!isClosing()) {
        poll(consumer);
        askForEnds(consumer);
        partitions.values().forEach(PartitionMirror::tick);
        if (live) {
          eviction.lookNowAndThen();
        }
        live =
            !partitions.isEmpty() && partitions.values().stream().allMatch(PartitionMirror::isLive);
        noteLag();
      }
    } finally {
      Thread.interrupted(); // Closing would give up at once.
      // Whoever goes in good order is replaced at once; only a crash is waited out.
      consumer.close(
          CloseOptions.timeout(CLOSE_TIMEOUT)
              .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
  }

  private void noteLag() {
    List<Duration> ages =
        partitions.values().stream().flatMap(partition -> partition.age().stream()).toList();
    if (live && ages.size() == partitions.size()) {
      levelAt = Optional.of(System.nanoTime() - Collections.max(ages).toNanos());
    }
  }

  private void poll(Consumer<String, byte[]> consumer) {
    try {
      ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
      for (TopicPartition source : records.partitions()) {
        PartitionMirror partition = partitions.get(source);
        if (partition != null) {
          partition.take(records.records(source));
        }
      }
    } catch (InvalidOffsetException e) {
      LOG.warn("The log has changed under the mirror: {}", e.getMessage());
      partitions.forEach((source, partition) -> {
        if (e.partitions().contains(source)) {
          partition.openAgain(false);
        }
      });
    }
  }

  /**
   * A log that does not say where it ends is taken to end where it was read to: with all brokers
   * away nothing is decided anywhere. Where only this instance is cut off from them, the group
   * gives its partitions to others after the session timeout, and what it says is then refused.
   */
  private void askForEnds(Consumer<String, byte[]> consumer) {
    if (System.nanoTime() < heartbeatDueAt || partitions.isEmpty()) {
      return;
    }
    heartbeatDueAt = System.nanoTime() + HEARTBEAT.toNanos();
    Map<TopicPartition, Long> ends = new HashMap<>();
    long asked = System.nanoTime();
    try {
      ends.putAll(consumer.endOffsets(partitions.keySet(), ENDS_TIMEOUT));
    } catch (TimeoutException e) {
      LOG.debug("The log does not say where it ends: {}", e.getMessage());
    }
    partitions.forEach(
        (source, partition) -> partition.heartbeat(Optional.ofNullable(ends.get(source)), asked));
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void pause() throws InterruptedException {
    var _ = closing.await(TRY_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
    try {
      thread.join(JOIN_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    redis.close();
  }

  /** Partitions come and go; what an instance knew of one counts no longer when it comes back. */
  private final class Sharing implements ConsumerRebalanceListener {
    private final Consumer<String, byte[]> consumer;
    private final LogIdentity log;

    Sharing(Consumer<String, byte[]> consumer, LogIdentity log) {
      this.consumer = consumer;
      this.log = log;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      assigned.forEach(source ->
          partitions.put(source, new PartitionMirror(redis, consumer, outage, source, log)));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      revoked.forEach(partitions::remove);
    }
  }
}
