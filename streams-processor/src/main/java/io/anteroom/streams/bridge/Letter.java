package io.anteroom.streams.bridge;

import io.anteroom.contracts.event.PublicEvent;
import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.log.UnreadableRecordException;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.streams.intake.DeadLetter;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record of the log on its way to the bus, and what has become of it so far. For the thread of
 * the bridge alone.
 */
final class Letter {

  /** Letters of one lane are sent one after the other; an unreadable one has nobody to wait for. */
  sealed interface Lane {

    /** What one subject of one room has to be told. */
    record OfSubject(EventId room, String subject) implements Lane {}

    /** What can't be read. */
    record Unreadable(TopicPartition source, long offset) implements Lane {}
  }

  private final ConsumerRecord<byte[], byte[]> source;
  private final Lane lane;
  private final Optional<PublicEvent> event;
  private Optional<String> verdict = Optional.empty();
  private boolean alone;
  private int failures;
  private int refusals;
  private long acceptedBeforeFirstRefusal;
  private long dueAtNanos;

  private Letter(
      ConsumerRecord<byte[], byte[]> source, Lane lane, Optional<PublicEvent> event, long now) {
    this.source = source;
    this.lane = lane;
    this.event = event;
    this.dueAtNanos = now;
  }

  /** A letter with what a record holds; none if that is nobody else's business. */
  static Optional<Letter> of(ConsumerRecord<byte[], byte[]> source, long now) {
    try {
      if (source.value() == null) {
        throw new UnreadableRecordException("a record without a value");
      }
      return PublicEvent.of(LogFormat.EVENT.read(source.value()))
          .map(event -> of(source, event, now));
    } catch (UnreadableRecordException | IllegalArgumentException e) {
      TopicPartition partition = new TopicPartition(source.topic(), source.partition());
      Lane lane = new Lane.Unreadable(partition, source.offset());
      Letter letter = new Letter(source, lane, Optional.empty(), now);
      letter.condemn("can't be read: " + e.getMessage());
      return Optional.of(letter);
    }
  }

  private static Letter of(ConsumerRecord<byte[], byte[]> source, PublicEvent event, long now) {
    Lane lane = new Lane.OfSubject(event.eventId(), event.subject());
    Letter letter = new Letter(source, lane, Optional.of(event), now);
    if (Batches.bytes(event) > Batches.MAX_BYTES) {
      letter.condemn("larger than the " + Batches.MAX_BYTES + " bytes that a call may have");
    }
    return letter;
  }

  TopicPartition partition() {
    return new TopicPartition(source.topic(), source.partition());
  }

  long offset() {
    return source.offset();
  }

  Lane lane() {
    return lane;
  }

  /** What the bus is told; there is something in every letter that is not condemned. */
  PublicEvent event() {
    return event.orElseThrow();
  }

  /** Why it will never be delivered, if that is so. */
  Optional<String> verdict() {
    return verdict;
  }

  void condemn(String reason) {
    verdict = Optional.of(reason);
  }

  /** Its form among the dead letters, once it is condemned. */
  DeadLetter dead() {
    return DeadLetter.of(
        source.key(),
        source.value(),
        source.topic(),
        source.partition(),
        source.offset(),
        verdict.orElseThrow());
  }

  boolean isDue(long now) {
    return dueAtNanos - now <= 0;
  }

  long dueAtNanos() {
    return dueAtNanos;
  }

  void dueAt(long nanos) {
    dueAtNanos = nanos;
  }

  /** Says whether it goes in a call of its own, so that no other fails for it. */
  boolean isAlone() {
    return alone;
  }

  void goAlone() {
    alone = true;
  }

  /** Counts a failure of any kind, and returns how many there were. */
  int countFailure() {
    return ++failures;
  }

  /** How many failures there were. */
  int failures() {
    return failures;
  }

  /** Says whether it has been sent before. */
  boolean isRetried() {
    return failures > 0;
  }

  /**
   * Counts a refusal, and returns how many there were.
   *
   * @param acceptedBefore how many events the bus had accepted in all before this call
   */
  int countRefusal(long acceptedBefore) {
    if (refusals == 0) {
      acceptedBeforeFirstRefusal = acceptedBefore;
    }
    return ++refusals;
  }

  /** How many events the bus had accepted in all when it first refused this one. */
  long acceptedBeforeFirstRefusal() {
    return acceptedBeforeFirstRefusal;
  }
}
