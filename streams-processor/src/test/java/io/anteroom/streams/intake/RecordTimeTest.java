package io.anteroom.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordTimeTest {

  @Test
  void isThatOfTheRecordOrZeroWhereItHasNone() {
    assertThat(timeOf(1234)).isEqualTo(1234);
    assertThat(timeOf(ConsumerRecord.NO_TIMESTAMP)).isZero();
  }

  private static long timeOf(long timestamp) {
    ConsumerRecord<Object, Object> record =
        new ConsumerRecord<>(
            "joins",
            0,
            0,
            timestamp,
            TimestampType.CREATE_TIME,
            0,
            0,
            "",
            "",
            new RecordHeaders(),
            Optional.empty());
    return new RecordTime().extract(record, -1);
  }
}
