package io.anteroom.streams.sequence;

import io.anteroom.contracts.command.CommandId;
import io.anteroom.contracts.command.CommandRecord;
import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.TokenId;
import io.anteroom.streams.intake.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.support.KafkaHeaders;

/** A sequence topology whose clock stands still, and short words for what goes in and comes out. */
abstract class SequenceFixture {

  static final Topics TOPICS = new Topics("t.");
  static final Instant START = Instant.parse("2026-11-20T10:00:00.123Z");
  static final EventId RED = new EventId("red");
  static final EventId BLUE = new EventId("blue");
  static final RoomSettings SETTINGS = RoomSettings.defaults(new Issuer("https://wait.example"));
  static final byte[] CORRELATION = {9, 8, 7};

  @TempDir private Path folder;
  private Duration passed = Duration.ZERO;
  TopologyTestDriver driver;
  TestInputTopic<String, byte[]> spans;
  TestInputTopic<String, byte[]> commands;
  TestOutputTopic<String, byte[]> events;
  TestOutputTopic<Integer, byte[]> replies;
  TestOutputTopic<byte[], byte[]> deadLetters;

  @BeforeEach
  void start() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "sequence");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    driver = new TopologyTestDriver(new SequenceTopology(TOPICS).get(), settings, START);
    StringSerializer key = new StringSerializer();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    spans = driver.createInputTopic(TOPICS.joinSpans(), key, new ByteArraySerializer());
    commands = driver.createInputTopic(TOPICS.commands(), key, new ByteArraySerializer());
    events = driver.createOutputTopic(TOPICS.roomEvents(), new StringDeserializer(), bytes);
    replies = driver.createOutputTopic(TOPICS.replies(), new IntegerDeserializer(), bytes);
    deadLetters = driver.createOutputTopic(TOPICS.deadLetters(), bytes, bytes);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  void make(EventId eventId) {
    send(
        eventId.value(),
        command(
            new Command.ConfigureRoom(
                eventId, SettingsChange.to(SETTINGS), SETTINGS.issuer(), PartitionOffsets.ZERO)));
  }

  void send(String key, byte[] command) {
    commands.pipeInput(key, command);
  }

  void span(EventId eventId, int partition, long from, long to) {
    Instant joined = START.minusMillis(1123);
    JoinSpan span = new JoinSpan(eventId, new OffsetRange(partition, from, to), joined, joined);
    spans.pipeInput(eventId.value(), LogFormat.JOIN_SPAN.write(span));
  }

  CommandReply ask(Command command) {
    commands.pipeInput(
        new TestRecord<>(command.eventId().value(), command(command), to(0), clock()));
    return LogFormat.REPLY.read(replies.readValue());
  }

  /** Lets time pass for the rooms, tick by tick. */
  void advance(Duration by) {
    driver.advanceWallClockTime(by);
    passed = passed.plus(by);
  }

  /** What the clock of the rooms says. */
  Instant clock() {
    return START.plus(passed);
  }

  static byte[] command(Command command) {
    return LogFormat.COMMAND.write(
        new CommandRecord(new CommandId("c-1"), Optional.empty(), command));
  }

  static Command issue(Place place, String tokenId) {
    return new Command.IssueToken(
        RED,
        new RequestId(place.partition(), place.offset()),
        place,
        new KeyId("key-1"),
        new TokenId(tokenId),
        Optional.empty(),
        Optional.empty());
  }

  static Headers to(int partition) {
    byte[] bytes = ByteBuffer.wrap(new byte[Integer.BYTES]).putInt(partition).array();
    return new RecordHeaders()
        .add(KafkaHeaders.REPLY_PARTITION, bytes)
        .add(KafkaHeaders.CORRELATION_ID, CORRELATION);
  }

  List<String> numbered(EventId eventId) {
    return numbered(events.readRecordsToList(), eventId);
  }

  static List<String> numbered(List<TestRecord<String, byte[]>> records, EventId eventId) {
    return records.stream()
        .map(record -> LogFormat.EVENT.read(record.value()))
        .filter(event -> event.eventId().equals(eventId))
        .map(RecordedEvent::event)
        .filter(SpanNumbered.class::isInstance)
        .map(event -> ((SpanNumbered) event).span())
        .map(span -> span.range() + " from " + span.firstNumber())
        .toList();
  }

  List<String> reasons() {
    return deadLetters.readRecordsToList().stream()
        .map(letter -> letter.headers().lastHeader(DeadLetter.REASON).value())
        .map(reason -> new String(reason, StandardCharsets.UTF_8))
        .toList();
  }

  /** How many keys a store holds. */
  long keys(String store) {
    KeyValueStore<?, ?> keys = driver.getKeyValueStore(store);
    long count = 0;
    try (var all = keys.all()) {
      while (all.hasNext()) {
        all.next();
        count++;
      }
    }
    return count;
  }
}
