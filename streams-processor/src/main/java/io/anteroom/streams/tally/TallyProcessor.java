package io.anteroom.streams.tally;

import io.anteroom.contracts.log.JoinRecord;
import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.log.UnreadableRecordException;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.Tally;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.streams.intake.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Tells a {@link Tally} of the joins of one partition and sends on the spans that it closes.
 *
 * <p>Millions of joins pass here, nearly all of the same room as the one before: for those, {@link
 * #process} compares bytes, counts, and makes no object. The open span reaches the store just
 * before a commit, see {@link OpenSpanStore}. The clock runs only while a span is open, since every
 * tick makes Kafka Streams commit, and a quiet room should not.
 */
final class TallyProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  /** How long a span stays open for more joins; part of the wait for a number. */
  static final Duration SPAN_TIME = Duration.ofMillis(50);

  private static final byte[] NO_JOIN = {};

  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<byte[], byte[]> context;

  @SuppressWarnings("NullAway.Init")
  private Tally tally;

  @SuppressWarnings("NullAway.Init")
  private DeadLetters deadLetters;

  private @Nullable Cancellable clock;
  private byte[] lastJoin = NO_JOIN;
  private @Nullable EventId lastEventId;

  @Override
  public void init(ProcessorContext<byte[], byte[]> taskContext) {
    // A task that was revived starts here again, with the clock of its former life.
    stopClock();
    context = taskContext;
    deadLetters = new DeadLetters(taskContext, TallyTopology.DEAD_LETTERS);
    OpenSpanStore store = taskContext.getStateStore(OpenSpanStore.NAME);
    int partition = taskContext.taskId().partition();
    tally = store.read(partition).map(Tally::new).orElseGet(() -> new Tally(partition));
    store.writeBeforeCommits(partition, tally::open);
    if (tally.open().isPresent()) {
      startClock();
    }
  }

  @Override
  public void process(Record<byte[], byte[]> join) {
    EventId eventId;
    try {
      eventId = eventIdOf(join.value());
    } catch (UnreadableRecordException e) {
      stopClock();
      tally.close().ifPresent(this::send);
      deadLetters.send(join, String.valueOf(e.getMessage()));
      return;
    }
    RecordMetadata place = context.recordMetadata().orElseThrow();
    Optional<JoinSpan> closed = tally.join(eventId, place.offset(), join.timestamp());
    if (closed.isPresent()) {
      send(closed.get());
    }
    if (clock == null) {
      startClock();
    }
  }

  private EventId eventIdOf(byte @Nullable [] join) {
    EventId last = lastEventId;
    if (last != null && Arrays.equals(join, lastJoin)) {
      return last;
    }
    if (join == null) {
      throw new UnreadableRecordException("a join without a value");
    }
    EventId eventId = JoinRecord.read(join);
    lastJoin = join;
    lastEventId = eventId;
    return eventId;
  }

  private void startClock() {
    clock = context.schedule(SPAN_TIME, PunctuationType.WALL_CLOCK_TIME, _ -> tick());
  }

  private void stopClock() {
    if (clock != null) {
      clock.cancel();
      clock = null;
    }
  }

  private void tick() {
    stopClock();
    tally.close().ifPresent(this::send);
    context.commit();
  }

  private void send(JoinSpan span) {
    byte[] key = span.eventId().value().getBytes(StandardCharsets.UTF_8);
    // The time of the record is now, not that of the joins: a backlog that is older than the
    // retention of the spans topic would be deleted before anybody has read it.
    long now = context.currentSystemTimeMs();
    context.forward(
        new Record<>(key, LogFormat.JOIN_SPAN.write(span), now), TallyTopology.JOIN_SPANS);
  }
}
