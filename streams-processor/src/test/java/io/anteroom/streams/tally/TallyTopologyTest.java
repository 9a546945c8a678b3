package io.anteroom.streams.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.contracts.log.JoinRecord;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.streams.intake.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyTopologyTest {

  private static final Topics TOPICS = new Topics("t.");
  private static final byte[] RED = JoinRecord.write(new EventId("red"));
  private static final byte[] BLUE = JoinRecord.write(new EventId("blue"));
  private static final byte[] GARBAGE = {1, ' '};
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  @TempDir private Path folder;
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> joins;
  private TestOutputTopic<String, String> spans;
  private TestOutputTopic<Integer, String> changelog;
  private TestOutputTopic<byte[], byte[]> deadLetters;

  @BeforeEach
  void start() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "tally");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    driver = new TopologyTestDriver(new TallyTopology(TOPICS).get(), settings, START);
    joins =
        driver.createInputTopic(
            TOPICS.joins(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            START,
            Duration.ofMillis(1));
    StringDeserializer text = new StringDeserializer();
    spans = driver.createOutputTopic(TOPICS.joinSpans(), text, text);
    changelog =
        driver.createOutputTopic("tally-open-span-changelog", new IntegerDeserializer(), text);
    deadLetters =
        driver.createOutputTopic(
            TOPICS.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void closesASpanAfter50Milliseconds() {
    join(RED, RED, RED);

    driver.advanceWallClockTime(Duration.ofMillis(49));
    assertThat(spans.isEmpty()).isTrue();
    driver.advanceWallClockTime(Duration.ofMillis(1));

    TestRecord<String, String> span = spans.readRecord();
    assertThat(span.key()).isEqualTo("red");
    assertThat(span.value())
        .isEqualTo(
            """
            {"event_id":"red","range":{"partition":0,"from":0,"to":2},\
            "first_joined_at":1795168800000,"last_joined_at":1795168800002}\
            """);
    assertThat(spans.isEmpty()).isTrue();
  }

  @Test
  void stampsASpanWithTheTimeAtWhichItIsSentAndNotThatOfItsJoins() {
    joins.pipeInput(null, RED, START.minus(Duration.ofDays(30)));
    driver.advanceWallClockTime(Duration.ofMillis(50));

    assertThat(spans.readRecord().getRecordTime()).isEqualTo(START.plusMillis(50));
  }

  @Test
  void opensTheNextSpanBehindTheLastOne() {
    join(RED, RED);
    driver.advanceWallClockTime(Duration.ofMillis(50));
    join(RED);
    driver.advanceWallClockTime(Duration.ofMillis(50));

    assertThat(ranges()).containsExactly("red 0..1", "red 2..2");
  }

  @Test
  void closesASpanWhenTheRoomChanges() {
    join(RED, RED, BLUE, RED);

    assertThat(ranges()).containsExactly("red 0..1", "blue 2..2");
    driver.advanceWallClockTime(Duration.ofMillis(50));
    assertThat(ranges()).containsExactly("red 3..3");
  }

  @Test
  void putsGarbageAsideAndClosesTheSpanBeforeIt() {
    join(RED, RED, GARBAGE, RED);

    assertThat(ranges()).containsExactly("red 0..1");
    TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
    assertThat(letter.value()).isEqualTo(GARBAGE);
    assertThat(header(letter, DeadLetter.REASON)).startsWith("a join whose event_id must be");
    assertThat(header(letter, DeadLetter.SOURCE_TOPIC)).isEqualTo("t.joins");
    assertThat(header(letter, DeadLetter.SOURCE_PARTITION)).isEqualTo("0");
    assertThat(header(letter, DeadLetter.SOURCE_OFFSET)).isEqualTo("2");
    driver.advanceWallClockTime(Duration.ofMillis(50));
    assertThat(ranges()).containsExactly("red 3..3");
  }

  @Test
  void livesThroughEveryKindOfGarbage() {
    join(null, new byte[0], new byte[] {2, 'a'}, new byte[] {1}, new byte[1024 * 1024]);
    join(RED);
    driver.advanceWallClockTime(Duration.ofMillis(50));

    assertThat(deadLetters.getQueueSize()).isEqualTo(5);
    assertThat(ranges()).containsExactly("red 5..5");
  }

  @Test
  void cutsGarbageThatWouldNotFitIntoADeadLetter() {
    join(new byte[1024 * 1024]);

    TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
    assertThat(letter.value()).hasSize(64 * 1024);
    assertThat(header(letter, DeadLetter.CUT_FROM)).isEqualTo("1048576");
  }

  /** The driver commits after each record, as Kafka Streams does every 50 ms. */
  @Test
  void writesTheOpenSpanAtEachCommitAndDeletesItWhenItCloses() {
    join(RED, RED);
    driver.advanceWallClockTime(Duration.ofMillis(50));

    List<TestRecord<Integer, String>> written = changelog.readRecordsToList();
    assertThat(written)
        .extracting(TestRecord::value)
        .satisfiesExactly(
            first -> assertThat(first).contains("\"from\":0,\"to\":0"),
            second -> assertThat(second).contains("\"from\":0,\"to\":1"),
            closed -> assertThat(closed).isNull());
    assertThat(written).extracting(TestRecord::key).containsOnly(0);
  }

  @Test
  void writesNothingWhileNobodyJoins() {
    join(RED);
    driver.advanceWallClockTime(Duration.ofMillis(50));
    spans.readValue();
    changelog.readRecordsToList();

    driver.advanceWallClockTime(Duration.ofSeconds(10));

    assertThat(spans.isEmpty()).isTrue();
    assertThat(changelog.isEmpty()).isTrue();
  }

  private void join(byte[]... values) {
    for (byte[] value : values) {
      joins.pipeInput(null, value);
    }
  }

  private List<String> ranges() {
    return spans.readKeyValuesToList().stream()
        .map(span ->
            span.key + " " + span.value.replaceAll(".*\"from\":(\\d+),\"to\":(\\d+)}.*", "$1..$2"))
        .toList();
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
