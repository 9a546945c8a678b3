package io.anteroom.streams.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.contracts.command.CommandId;
import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.event.PublicHeaders;
import io.anteroom.contracts.log.LogFormat;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.Outcome;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.SessionStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.support.KafkaHeaders;

class SequenceTopologyTest extends SequenceFixture {

  @Test
  void writesWhatARoomDecidesUnderItsName() {
    make(RED);
    span(RED, 2, 10, 14);

    List<TestRecord<String, byte[]>> written = events.readRecordsToList();
    assertThat(written).extracting(TestRecord::key).containsExactly("red", "red");
    assertThat(written)
        .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
        .containsExactly(
            """
            {"event_id":"red","generation":1,"sequence":1,"decided_at":1795168800123,\
            "event":{"type":"room_configured.v2",\
            "settings":{"validity_period":3600,"issuer":"https://wait.example",\
            "position_expiry":{"enabled":true,"period":900},"auto_increment":false,\
            "metrics":false,"join_limit":{},"paused":false,"closed":false}}}\
            """,
            """
            {"event_id":"red","generation":1,"sequence":2,"decided_at":1795168800123,\
            "event":{"type":"span_numbered.v1",\
            "span":{"range":{"partition":2,"from":10,"to":14},\
            "first_number":1,"joined_at":1795168799000}}}\
            """);
  }

  @Test
  void numbersARepeatedOrOverlappingSpanOnce() {
    make(RED);
    span(RED, 0, 0, 9);
    span(RED, 0, 0, 9);
    span(RED, 0, 5, 12);
    span(RED, 0, 3, 7);

    assertThat(numbered(RED)).containsExactly("0-0..9 from 1", "0-10..12 from 11");
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void keepsTwoInterleavedRoomsDense() {
    make(RED);
    make(BLUE);
    span(RED, 0, 0, 9);
    span(BLUE, 0, 10, 11);
    span(RED, 1, 0, 0);
    span(BLUE, 1, 1, 5);
    span(RED, 0, 12, 13);

    List<TestRecord<String, byte[]>> all = events.readRecordsToList();
    assertThat(numbered(all, RED))
        .containsExactly("0-0..9 from 1", "1-0..0 from 11", "0-12..13 from 12");
    assertThat(numbered(all, BLUE)).containsExactly("0-10..11 from 1", "1-1..5 from 3");
  }

  @Test
  void mergesSpansThatTouchSoThatTheIndexStaysSmall() {
    make(RED);
    span(RED, 0, 0, 9);
    span(RED, 0, 10, 19);

    KeyValueStore<Bytes, NumberedSpan> stored = driver.getKeyValueStore("spans");
    assertThat(stored.all())
        .toIterable()
        .extracting(entry -> entry.value.range())
        .containsExactly(new OffsetRange(0, 0, 19));
  }

  @Test
  void answersWithTheCorrelationIdOfTheCommand() {
    make(RED);
    commands.pipeInput(
        new TestRecord<>(
            "red", command(new Command.IncrementServingCounter(RED, 5, Cause.ADMIN)), to(0)));

    TestRecord<Integer, byte[]> reply = replies.readRecord();
    assertThat(reply.headers().lastHeader(KafkaHeaders.CORRELATION_ID).value())
        .isEqualTo(CORRELATION);
    assertThat(LogFormat.REPLY.read(reply.value()))
        .isEqualTo(
            new CommandReply(
                new CommandId("c-1"),
                new Sequence(2),
                new CommandReply.Accepted(new Outcome.CounterAt(new ServingCounter(5)))));
  }

  @Test
  void doesNotDoWhatItsSenderHasGivenUpOn() {
    make(RED);
    Duration justInTime = AnswerProcessor.LONGEST_WAIT;
    increment(START.minus(justInTime));
    increment(START.minus(justInTime).minusMillis(1));

    assertThat(replies.readRecordsToList()).hasSize(1);
    assertThat(events.readRecordsToList()).hasSize(2);
    assertThat(reasons()).containsExactly("whoever sent this has given up on it");
  }

  private void increment(Instant sentAt) {
    byte[] command = command(new Command.IncrementServingCounter(RED, 1, Cause.ADMIN));
    commands.pipeInput(new TestRecord<>("red", command, to(0), sentAt));
  }

  @Test
  void tellsWhyARoomRefuses() {
    make(RED);
    CommandReply reply = ask(new Command.IncrementServingCounter(RED, -1, Cause.ADMIN));

    assertThat(reply)
        .isEqualTo(
            new CommandReply(
                new CommandId("c-1"),
                new Sequence(1),
                new CommandReply.Rejected(
                    new Rejection.CounterOutOfRange(ServingCounter.ZERO, -1))));
  }

  @Test
  void tellsThatThereIsNoSuchRoom() {
    CommandReply reply = ask(new Command.IncrementServingCounter(BLUE, 1, Cause.ADMIN));

    assertThat(reply.sequence()).isEqualTo(Sequence.NONE);
    assertThat(reply.answer()).isEqualTo(new CommandReply.Rejected(new Rejection.UnknownRoom()));
    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void issuesATokenOnceAndForgetsItAtAReset() {
    make(RED);
    span(RED, 0, 0, 9);
    ask(new Command.IncrementServingCounter(RED, 10, Cause.ADMIN));
    CommandReply first = ask(issue(new Place(0, 4), "t-1"));
    CommandReply again = ask(issue(new Place(0, 4), "t-2"));
    ask(new Command.Reset(RED, new PartitionOffsets(Map.of(0, 8L))));
    CommandReply former = ask(issue(new Place(0, 4), "t-3"));

    assertThat(again).isEqualTo(first);
    assertThat(first.answer()).isInstanceOf(CommandReply.Accepted.class);
    assertThat(former.answer())
        .isEqualTo(new CommandReply.Rejected(new Rejection.UnknownRequest()));
  }

  @Test
  void tellsOthersOnceWhatTheyMayKnow() {
    make(RED);
    span(RED, 0, 0, 9);
    ask(new Command.IncrementServingCounter(RED, 10, Cause.ADMIN));
    ask(issue(new Place(0, 4), "t-1"));
    ask(issue(new Place(0, 4), "t-2"));
    ask(
        new Command.UpdateSession(
            RED, new RequestId(0, 4), new Place(0, 4), SessionStatus.COMPLETED));

    assertThat(told(TOPICS.serving())).containsExactly("red serving_counter_moved red/3");
    assertThat(told(TOPICS.tokens())).containsExactly("red token_generated red/4");
    assertThat(told(TOPICS.sessions())).containsExactly("red session_updated red/5");
    assertThat(events.readRecordsToList()).hasSize(5);
  }

  @Test
  void tellsOthersTheJsonOfTheContractAtTheTimeOfTheDecision() {
    make(RED);
    ask(new Command.IncrementServingCounter(RED, 10, Cause.ADMIN));

    TestRecord<String, String> told = topic(TOPICS.serving()).readRecord();
    assertThat(told.getRecordTime()).isEqualTo(START);
    assertThat(told.value())
        .isEqualTo(
            """
            {"event_id":"red","previous_serving_counter_position":0,"increment_by":10,\
            "current_serving_counter_position":10,"cause":"admin"}\
            """);
  }

  private List<String> told(String topic) {
    return topic(topic).readRecordsToList().stream()
        .map(record ->
            String.join(
                " ",
                record.key(),
                header(record.headers(), PublicHeaders.DETAIL_TYPE),
                header(record.headers(), PublicHeaders.ID)))
        .toList();
  }

  private TestOutputTopic<String, String> topic(String name) {
    StringDeserializer text = new StringDeserializer();
    return driver.createOutputTopic(name, text, text);
  }

  private static String header(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void keepsRoomsApartWhoseNamesBeginTheSame() {
    EventId longer = new EventId("red1");
    make(RED);
    make(longer);
    span(RED, 0, 0, 4);
    span(longer, 0, 5, 9);
    ask(new Command.IncrementServingCounter(RED, 10, Cause.ADMIN));

    assertThat(ask(issue(new Place(0, 7), "t-1")).answer())
        .isEqualTo(new CommandReply.Rejected(new Rejection.NotNumberedYet()));
  }

  @Test
  void putsJoinsOfAnUnknownRoomAside() {
    span(BLUE, 0, 0, 9);

    assertThat(reasons()).containsExactly("joins of a room that is not there");
    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void takesNoSpanByTheWayOfCommands() {
    make(RED);
    JoinSpan span = new JoinSpan(RED, new OffsetRange(0, 0, 1L << 40), START, START);
    send("red", command(new Command.NumberSpan(span)));

    assertThat(numbered(RED)).isEmpty();
    assertThat(reasons()).containsExactly("spans are numbered in the order of their own topic");
  }

  @Test
  void takesNothingUnderTheNameOfAnotherRoom() {
    make(RED);
    send("blue", command(new Command.IncrementServingCounter(RED, 1, Cause.ADMIN)));
    send(null, command(new Command.IncrementServingCounter(RED, 1, Cause.ADMIN)));

    assertThat(reasons()).containsOnly("the key is not the room's name").hasSize(2);
    assertThat(replies.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "nonsense",
        "{\"command_id\":\"c\",\"command\":null}",
        "{\"command_id\":\"c\",\"command\":{\"type\":\"tick.v1\"}}",
        "{\"command_id\":\"c\",\"command\":{\"type\":\"reset.v1\",\"event_id\":\"red\"}}",
        "{\"command_id\":\"c\",\"command\":{\"type\":\"reset.v1\",\"event_id\":\"red\","
            + "\"ends\":{\"4096\":1}}}",
        "{\"command_id\":\"c\",\"command\":{\"type\":\"reset.v1\",\"event_id\":\"red\","
            + "\"ends\":{\"0\":-1}}}",
        "{\"command_id\":\"c\",\"command\":{\"type\":\"increment_serving_counter.v1\","
            + "\"event_id\":\"red\",\"by\":9223372036854775808}}",
        "{\"command_id\":\"c\",\"command\":{\"type\":\"increment_serving_counter.v1\","
            + "\"event_id\":\"red\",\"by\":\"many\"}}",
      })
  void livesThroughUnreadableCommandsAndSpans(String garbage) {
    make(RED);
    events.readRecordsToList();
    byte[] bytes = garbage.getBytes(StandardCharsets.UTF_8);
    commands.pipeInput(new TestRecord<>("red", bytes, to(1)));
    spans.pipeInput("red", bytes);

    assertThat(deadLetters.getQueueSize()).isEqualTo(2);
    assertThat(replies.isEmpty()).isTrue();
    assertThat(events.isEmpty()).isTrue();
    ask(new Command.IncrementServingCounter(RED, 1, Cause.ADMIN));
  }

  @Test
  void livesThroughRecordsWithoutAValue() {
    make(RED);
    commands.pipeInput("red", null);
    spans.pipeInput("red", null);

    assertThat(reasons()).containsOnly("a record without a value").hasSize(2);
  }

  @Test
  void answersNobodyWhereTheAddressMakesNoSense() {
    make(RED);
    byte[] increment = command(new Command.IncrementServingCounter(RED, 1, Cause.ADMIN));
    Headers foreign = to(1);
    foreign.add(KafkaHeaders.REPLY_TOPIC, "elsewhere".getBytes(StandardCharsets.UTF_8));
    Headers shortPartition = new RecordHeaders();
    shortPartition.add(KafkaHeaders.REPLY_PARTITION, new byte[] {1});
    shortPartition.add(KafkaHeaders.CORRELATION_ID, CORRELATION);
    Headers nobody = new RecordHeaders();
    nobody.add(KafkaHeaders.REPLY_PARTITION, new byte[] {0, 0, 0, 1});
    Headers noPartition = new RecordHeaders();
    noPartition.add(KafkaHeaders.REPLY_PARTITION, null);
    noPartition.add(KafkaHeaders.CORRELATION_ID, null);
    for (Headers headers : List.of(to(-1), to(16), foreign, shortPartition, nobody, noPartition)) {
      commands.pipeInput(new TestRecord<>("red", increment, headers));
    }

    assertThat(replies.isEmpty()).isTrue();
    assertThat(events.readRecordsToList()).hasSize(7);
  }

  @Test
  void livesThroughASumThatOverflows() {
    make(RED);
    setQueueCounter(Long.MAX_VALUE);
    span(RED, 0, 0, 9);

    assertThat(reasons()).containsExactly("makes no sense to the room: long overflow");
    assertThat(numbered(RED)).isEmpty();
  }

  @Test
  void stopsWhereARoomCannotTakeItsOwnDecision() {
    make(RED);
    NumberedSpan impossible =
        new NumberedSpan(
            new OffsetRange(0, 0, 9), new QueueNumber(Long.MAX_VALUE - 2), START.minusSeconds(2));
    KeyValueStore<Bytes, NumberedSpan> stored = driver.getKeyValueStore("spans");
    stored.put(RoomKeys.place(RED, Generation.FIRST, new Place(0, 0)), impossible);

    assertThatThrownBy(() -> span(RED, 0, 10, 19))
        .hasCauseInstanceOf(BrokenRoomException.class)
        .hasStackTraceContaining("room red can't take its own event 2");
  }

  private void setQueueCounter(long value) {
    KeyValueStore<Bytes, Room> rooms = driver.getKeyValueStore("rooms");
    Bytes key = RoomKeys.room(RED);
    rooms.put(key, withQueueAt(rooms.get(key), value));
  }

  private static Room withQueueAt(Room room, long queueCounter) {
    return new Room(
        room.eventId(),
        room.sequence(),
        room.decidedAt(),
        room.generation(),
        room.settings(),
        queueCounter,
        room.servingCounter(),
        room.tokenCounter(),
        room.completedSessions(),
        room.abandonedSessions(),
        room.starts(),
        room.numberedTo(),
        room.expiry(),
        room.turns(),
        room.metricsAt(),
        room.retired());
  }
}
