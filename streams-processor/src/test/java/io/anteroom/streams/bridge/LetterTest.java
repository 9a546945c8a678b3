package io.anteroom.streams.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.streams.intake.DeadLetter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LetterTest {

  private final Decisions room = new Decisions("room");

  @Test
  void isNotWrittenAboutWhatIsNobodyElsesBusiness() {
    assertThat(Letter.of(Decisions.record(0, room.numbered(0, 9)), 0)).isEmpty();
  }

  @Test
  void holdsWhatTheBusIsTold() {
    Letter letter = Decisions.letter(7, room.token(3));
    assertThat(letter.event().id()).isEqualTo("room/1");
    assertThat(letter.verdict()).isEmpty();
  }

  @Test
  void isCondemnedWhereTheRecordCannotBeRead() {
    Letter letter = Decisions.letter(7, "{\"type\":\"of a newer version\"}".getBytes(UTF_8));
    assertThat(letter.verdict()).hasValueSatisfying(why -> assertThat(why).startsWith("can't be"));
    assertThat(header(letter, DeadLetter.SOURCE_TOPIC)).isEqualTo("room-events");
    assertThat(header(letter, DeadLetter.SOURCE_PARTITION)).isEqualTo("0");
    assertThat(header(letter, DeadLetter.SOURCE_OFFSET)).isEqualTo("7");
    assertThat(header(letter, DeadLetter.REASON)).contains("can't be read: not a RecordedEvent");
  }

  @Test
  void isCondemnedWhereTheRecordHoldsNothing() {
    ConsumerRecord<byte[], byte[]> empty =
        new ConsumerRecord<>("room-events", 0, 7, new byte[] {1}, null);
    assertThat(Letter.of(empty, 0).orElseThrow().verdict())
        .contains("can't be read: a record without a value");
  }

  @Test
  void goesTheWayOfItsRequest() {
    Letter token = Decisions.letter(0, room.token(1));
    Letter session = Decisions.letter(1, room.session(1));
    Letter other = Decisions.letter(2, room.session(2));
    Letter elsewhere = Decisions.letter(3, new Decisions("elsewhere").session(1));
    assertThat(session.lane())
        .isEqualTo(token.lane())
        .isNotEqualTo(other.lane())
        .isNotEqualTo(elsewhere.lane());
  }

  private static String header(Letter letter, String name) {
    return new String(letter.dead().headers().lastHeader(name).value(), UTF_8);
  }
}
