package io.anteroom.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.RoomEvent;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.Issuer;
import io.anteroom.readmodel.LogBounds;
import io.anteroom.readmodel.LogId;
import io.anteroom.readmodel.LogPartition;
import io.anteroom.readmodel.MirrorWriter;
import io.anteroom.readmodel.RedisConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A room in Redis, as the mirror of streams-processor would have written it. */
final class MirroredRoom implements AutoCloseable {

  static final EventId SAMPLE = new EventId("Sample");
  static final Instant JOINED = Instant.ofEpochSecond(1_795_000_000);

  private final RedisConnection redis;
  private final MirrorWriter mirror;
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
  private Sequence sequence = Sequence.NONE;
  private Generation generation = Generation.FIRST;
  private long queueCounter;
  private ServingCounter serving = ServingCounter.ZERO;

  MirroredRoom(String redisUrl) {
    redis = RedisConnection.to(URI.create(redisUrl), Duration.ofSeconds(2));
    LogPartition partition = new LogPartition(new LogId("log"), 0, 1);
    mirror = MirrorWriter.buildAnew(redis, partition, new LogBounds(0, 0));
    var _ = heart.scheduleWithFixedDelay(this::beat, 0, 500, TimeUnit.MILLISECONDS);
    write(new RoomEvent.RoomConfigured(RoomSettings.defaults(new Issuer("https://example.com"))));
  }

  void numbered(Place place) {
    queueCounter++;
    write(
        new RoomEvent.SpanNumbered(
            new NumberedSpan(
                new OffsetRange(place.partition(), place.offset(), place.offset()),
                new QueueNumber(queueCounter),
                JOINED)));
  }

  void served(long value) {
    ServingCounter next = new ServingCounter(value);
    write(new RoomEvent.ServingCounterMoved(serving, next, Cause.ADMIN));
    serving = next;
  }

  void reset(Map<Integer, Long> starts) {
    generation = generation.next();
    queueCounter = 0;
    serving = ServingCounter.ZERO;
    write(new RoomEvent.RoomReset(new PartitionOffsets(starts)));
  }

  /** Says that the log has not gone on meanwhile. */
  private synchronized void beat() {
    mirror.logEndsAt(mirror.position());
    mirror.write(List.of(), mirror.position());
  }

  private synchronized void write(RoomEvent event) {
    sequence = sequence.next();
    RecordedEvent recorded = new RecordedEvent(SAMPLE, generation, sequence, JOINED, event);
    assertThat(mirror.write(List.of(recorded), mirror.position() + 1))
        .isEqualTo(MirrorWriter.Step.WRITTEN);
  }

  @Override
  public void close() {
    heart.close();
    redis.close();
  }
}
