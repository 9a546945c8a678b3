package io.anteroom.streams.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class JourneyTest {

  private final Journey journey = new Journey();

  @Test
  void isAsFarAsReadingWhereNothingIsOpen() {
    assertThat(journey.settledTo(12)).isEqualTo(12);
    assertThat(journey.waiting(5_000)).isZero();
    assertThat(journey.ahead()).isZero();
  }

  @Test
  void doesNotPassWhatIsOpen() {
    journey.began(record(3, 1_000));
    journey.began(record(7, 2_000));
    journey.began(record(9, 3_000));
    journey.settled(7);
    assertThat(journey.settledTo(12)).isEqualTo(3);
    assertThat(journey.waiting(5_000)).isEqualTo(Duration.ofSeconds(4));
    assertThat(journey.ahead()).isEqualTo(6);
    journey.settled(3);
    assertThat(journey.settledTo(12)).isEqualTo(9);
    journey.settled(9);
    assertThat(journey.settledTo(12)).isEqualTo(12);
  }

  @Test
  void keepsACommitThatIsThereAlready() {
    assertThat(journey.isToCommit(0)).isTrue();
    journey.committed(0);
    assertThat(journey.isToCommit(0)).isFalse();
    assertThat(journey.isToCommit(1)).isTrue();
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, long millis) {
    return new ConsumerRecord<>(
        "room-events",
        0,
        offset,
        millis,
        TimestampType.CREATE_TIME,
        0,
        0,
        new byte[0],
        new byte[0],
        new RecordHeaders(),
        Optional.empty());
  }
}
