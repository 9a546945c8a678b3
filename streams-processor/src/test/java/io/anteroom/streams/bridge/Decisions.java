package io.anteroom.streams.bridge;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.RoomEvent;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What one room decides, one event after the other, as records of the log hold it. */
final class Decisions {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private final EventId room;
  private long sequence;

  Decisions(String room) {
    this.room = new EventId(room);
  }

  String room() {
    return room.value();
  }

  /** The token of a person. */
  byte[] token(int person) {
    return decided(
        new RoomEvent.TokenGenerated(
            place(person),
            new TokenClaims(
                room,
                request(person),
                new QueueNumber(person),
                NOW,
                NOW.plusSeconds(60),
                new Issuer("https://queue.example"),
                new KeyId("key"),
                new TokenId("token-" + person))));
  }

  /** The end of that person's session. */
  byte[] session(int person) {
    return decided(
        new RoomEvent.SessionUpdated(place(person), request(person), SessionStatus.COMPLETED));
  }

  /** A move of the serving counter. */
  byte[] served(long from, long to) {
    return decided(
        new RoomEvent.ServingCounterMoved(
            new ServingCounter(from), new ServingCounter(to), Cause.ADMIN));
  }

  /** Something that is nobody else's business. */
  byte[] numbered(long from, long to) {
    return decided(
        new RoomEvent.SpanNumbered(
            new NumberedSpan(new OffsetRange(0, from, to), new QueueNumber(from + 1), NOW)));
  }

  static RequestId request(int person) {
    return new RequestId(1, person);
  }

  private static Place place(int person) {
    return new Place(0, person);
  }

  private byte[] decided(RoomEvent event) {
    return LogFormat.EVENT.write(
        new RecordedEvent(room, Generation.FIRST, new Sequence(++sequence), NOW, event));
  }

  /** A letter with one of these at an offset of partition 0. */
  static Letter letter(long offset, byte[] decision) {
    return Letter.of(record(offset, decision), 0).orElseThrow();
  }

  static ConsumerRecord<byte[], byte[]> record(long offset, byte[] decision) {
    return new ConsumerRecord<>("room-events", 0, offset, new byte[] {1}, decision);
  }
}
