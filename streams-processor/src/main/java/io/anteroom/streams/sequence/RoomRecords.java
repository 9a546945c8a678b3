package io.anteroom.streams.sequence;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.log.UnreadableRecordException;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.streams.intake.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads records that are keyed by room, and puts aside what can't be read or used.
 *
 * @param <T> what the records hold
 */
final class RoomRecords<T> {

  private final LogFormat<T> format;
  private final Function<T, EventId> room;
  private final DeadLetters deadLetters;

  RoomRecords(
      LogFormat<T> format, Function<T, EventId> room, ProcessorContext<byte[], byte[]> context) {
    this.format = format;
    this.room = room;
    this.deadLetters = new DeadLetters(context, SequenceTopology.DEAD_LETTERS);
  }

  /** Reads a record and hands its content over; what that finds undecidable is put aside too. */
  void read(Record<byte[], byte[]> record, Consumer<T> use) {
    Optional<T> content = read(record);
    try {
      content.ifPresent(use);
    } catch (UndecidableException e) {
      putAside(record, String.valueOf(e.getMessage()));
    }
  }

  private Optional<T> read(Record<byte[], byte[]> record) {
    if (record.value() == null) {
      putAside(record, "a record without a value");
      return Optional.empty();
    }
    try {
      T content = format.read(record.value());
      // The key chose the partition: under a foreign one, a second task would own the room.
      if (!Arrays.equals(record.key(), bytes(room.apply(content)))) {
        putAside(record, "the key is not the room's name");
        return Optional.empty();
      }
      return Optional.of(content);
    } catch (UnreadableRecordException e) {
      putAside(record, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static byte[] bytes(EventId eventId) {
    return eventId.value().getBytes(StandardCharsets.UTF_8);
  }

  void putAside(Record<byte[], byte[]> record, String reason) {
    deadLetters.send(record, reason);
  }
}
