package io.anteroom.streams.mirror;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Decision;
import io.anteroom.domain.room.InMemoryRoomState;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.room.WaitingRoom;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.TokenId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The log of decisions with real rooms behind it; each commit is one transaction. */
final class RoomEventsLog implements AutoCloseable {

  private final Producer<String, byte[]> producer;
  private final String topic;
  private final Map<EventId, InMemoryRoomState> rooms = new HashMap<>();
  private Instant now = Instant.parse("2026-11-20T10:00:00Z");

  RoomEventsLog(String bootstrap, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                topic + ".writer",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  RoomEventsLog begin() {
    producer.beginTransaction();
    return this;
  }

  RoomEventsLog commit() {
    producer.commitTransaction();
    return this;
  }

  RoomEventsLog abort() {
    producer.abortTransaction();
    return this;
  }

  RoomEventsLog make(String room) {
    return ask(
        new Command.ConfigureRoom(
            new EventId(room),
            SettingsChange.NONE,
            new Issuer("https://example.com"),
            PartitionOffsets.ZERO));
  }

  RoomEventsLog joined(String room, int partition, long from, long to) {
    OffsetRange range = new OffsetRange(partition, from, to);
    return ask(new Command.NumberSpan(new JoinSpan(new EventId(room), range, now, now)));
  }

  RoomEventsLog served(String room, long by) {
    return ask(new Command.IncrementServingCounter(new EventId(room), by, Cause.ADMIN));
  }

  RoomEventsLog token(String room, int partition, long offset) {
    Place place = new Place(partition, offset);
    return ask(
        new Command.IssueToken(
            new EventId(room),
            new RequestId(partition, offset),
            place,
            new KeyId("key"),
            new TokenId("token-" + place),
            Optional.empty(),
            Optional.empty()));
  }

  RoomEventsLog reset(String room) {
    return ask(new Command.Reset(new EventId(room), PartitionOffsets.ZERO));
  }

  RoomEventsLog later(long millis) {
    now = now.plusMillis(millis);
    return this;
  }

  private RoomEventsLog ask(Command command) {
    EventId eventId = command.eventId();
    WaitingRoom room =
        new WaitingRoom(eventId, rooms.computeIfAbsent(eventId, _ -> new InMemoryRoomState()));
    if (!(room.decide(command, now) instanceof Decision.Accepted(var events, _))) {
      throw new IllegalArgumentException("the room says no to " + command);
    }
    for (RecordedEvent event : events) {
      room.apply(event);
      send(eventId.value(), LogFormat.EVENT.write(event));
    }
    return this;
  }

  void send(String key, byte[] value) {
    var _ = producer.send(new ProducerRecord<>(topic, key, value)); // the commit tells of failures
  }

  Room room(String room) {
    return rooms.get(new EventId(room)).room().orElseThrow();
  }

  @Override
  public void close() {
    producer.close();
  }
}
