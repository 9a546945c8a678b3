package io.anteroom.streams.mirror;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.log.UnreadableRecordException;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.readmodel.LogBounds;
import io.anteroom.readmodel.LogPartition;
import io.anteroom.readmodel.MirrorWriter;
import io.anteroom.readmodel.ReadModelUnavailableException;
import io.anteroom.readmodel.RedisConnection;
import io.anteroom.streams.mirror.PartitionMirror.State.Following;
import io.anteroom.streams.mirror.PartitionMirror.State.Opening;
import io.anteroom.streams.mirror.PartitionMirror.State.Stopped;
import io.anteroom.streams.mirror.PartitionMirror.State.Stopping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition of the log on its way into Redis:
 *
 * <pre>
 *      +----- Redis away, emptied, or moved by another -----+
 *      v                                                    |
 *   Opening (paused) --- Redis says where to go on ---> Following
 *                                                           | a record that can't be read
 *   Stopped (paused) <-- readers told not to look <-- Stopping (paused)
 * </pre>
 *
 * <p>Every trouble has the same way out: ask Redis again where it is, and read on from there. Only
 * a log that this version does not understand ends the journey, because rooms without one of their
 * decisions would be wrong.
 */
final class PartitionMirror {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionMirror.class);

  private static final Duration TELL_READERS_AGAIN_AFTER = Duration.ofMillis(500);
  private static final Duration OPEN_AGAIN_AFTER = Duration.ofMillis(100);
  private static final Duration BOUNDS_TIMEOUT = Duration.ofSeconds(2);

  /** Where it is on its way. */
  sealed interface State {

    /** Does not read; asks Redis where to go on, or starts from nothing. */
    record Opening(boolean anew) implements State {}

    /** Reads and writes. */
    record Following(MirrorWriter writer) implements State {}

    /** Does not read; has yet to tell the readers. */
    record Stopping(MirrorWriter writer) implements State {}

    /** Does nothing any more. */
    record Stopped() implements State {}
  }

  private final RedisConnection redis;
  private final Consumer<String, byte[]> consumer;
  private final Outage outage;
  private final TopicPartition source;
  private final LogPartition partition;
  private State state = new Opening(false);
  private long dueAt = System.nanoTime();

  PartitionMirror(
      RedisConnection redis,
      Consumer<String, byte[]> consumer,
      Outage outage,
      TopicPartition source,
      LogIdentity log) {
    this.redis = redis;
    this.consumer = consumer;
    this.outage = outage;
    this.source = source;
    this.partition = new LogPartition(log.log(), source.partition(), log.partitions());
    consumer.seek(source, 0); // Any position will do: nothing is read before Redis names one.
    consumer.pause(Set.of(source));
  }

  /** Says whether readers may look at this partition's rooms. */
  boolean isLive() {
    return state instanceof Following(var writer) && writer.isLive();
  }

  /** How far Redis is behind the log at most; empty while nobody can say. */
  Optional<Duration> age() {
    return state instanceof Following(var writer) ? writer.age() : Optional.empty();
  }

  /** Writes what was read. */
  void take(List<ConsumerRecord<String, byte[]>> records) {
    if (!(state instanceof Following(var writer))) {
      return;
    }
    List<RecordedEvent> events = new ArrayList<>(records.size());
    for (ConsumerRecord<String, byte[]> next : records) {
      try {
        events.add(LogFormat.EVENT.read(next.value()));
      } catch (UnreadableRecordException | IllegalArgumentException e) {
        write(writer, events, next.offset());
        if (state instanceof Following) {
          stop(writer, "record " + next.offset() + " can't be read: " + e.getMessage());
        }
        return;
      }
    }
    write(writer, events, consumer.position(source));
  }

  /**
   * Tells readers how fresh Redis is, which also notices one that was emptied, and looks after some
   * of its rooms.
   *
   * @param logEnd where the log ends; empty if it does not say
   * @param asked when it was asked, by {@link System#nanoTime}
   */
  void heartbeat(Optional<Long> logEnd, long asked) {
    if (state instanceof Following(var writer) && !outage.lasts()) {
      long position = consumer.position(source);
      writer.logEndsAt(logEnd.orElse(position), asked);
      go(writer, position, () -> writer.write(List.of(), position));
    }
    if (state instanceof Following(var writer) && !outage.lasts()) {
      go(writer, consumer.position(source), writer::inspect);
    }
  }

  /** Opens Redis again, if that is due. */
  void tick() {
    if (System.nanoTime() < dueAt || outage.lasts()) {
      return;
    }
    switch (state) {
      case Opening(var anew) -> open(anew);
      case Following _ -> {} // goes by its heartbeat
      case Stopping(var writer) -> tellReaders(writer);
      case Stopped() -> {}
    }
  }

  private void open(boolean anew) {
    due(OPEN_AGAIN_AFTER);
    try {
      LogBounds bounds = bounds();
      MirrorWriter writer =
          anew
              ? MirrorWriter.buildAnew(redis, partition, bounds)
              : MirrorWriter.open(redis, partition, bounds);
      outage.ended();
      consumer.seek(source, writer.position());
      consumer.resume(Set.of(source));
      state = new Following(writer);
      if (!writer.isLive() && bounds.end() > writer.position()) {
        LOG.info("{} is mirrored from {} to {}", source, writer.position(), bounds.end());
      }
      write(writer, List.of(), writer.position());
    } catch (ReadModelUnavailableException e) {
      outage.began(e);
    } catch (TimeoutException e) {
      LOG.warn("The log does not say where {} ends; asking again", source);
    }
  }

  private LogBounds bounds() {
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(Set.of(source), BOUNDS_TIMEOUT);
    Map<TopicPartition, Long> ends = consumer.endOffsets(Set.of(source), BOUNDS_TIMEOUT);
    return new LogBounds(starts.getOrDefault(source, 0L), ends.getOrDefault(source, 0L));
  }

  private void write(MirrorWriter writer, List<RecordedEvent> events, long nextPosition) {
    boolean wasLive = writer.isLive();
    go(writer, nextPosition, () -> writer.write(events, nextPosition));
    if (!wasLive && isLive() && nextPosition > 0) {
      LOG.info("{} is mirrored up to {}, readers may look", source, nextPosition);
    }
  }

  private void go(MirrorWriter writer, long nextPosition, Supplier<MirrorWriter.Step> next) {
    try {
      switch (next.get()) {
        case WRITTEN -> {}
        case OPEN_AGAIN -> openAgain(false);
        case BUILD_ANEW -> openAgain(true);
        case LOG_BROKEN -> stop(writer, "an event before " + nextPosition + " does not follow");
      }
    } catch (ReadModelUnavailableException e) {
      outage.began(e);
      openAgain(false);
    }
  }

  /** Asks Redis where to go on, because nothing is sure any more. */
  void openAgain(boolean anew) {
    consumer.pause(Set.of(source));
    state = new Opening(anew);
    due(OPEN_AGAIN_AFTER);
  }

  private void stop(MirrorWriter writer, String reason) {
    LOG.error(
        "The mirror of {} stops and services answer 503 until a version that knows the log takes"
            + " over: {}",
        source,
        reason);
    consumer.pause(Set.of(source));
    state = new Stopping(writer);
    tellReaders(writer);
  }

  private void tellReaders(MirrorWriter writer) {
    due(TELL_READERS_AGAIN_AFTER);
    try {
      // If Redis has moved on without this writer, that is not this writer's mirror any more.
      writer.withdraw();
      state = new Stopped();
    } catch (ReadModelUnavailableException e) {
      outage.began(e);
    }
  }

  private void due(Duration later) {
    dueAt = System.nanoTime() + later.toNanos();
  }
}
