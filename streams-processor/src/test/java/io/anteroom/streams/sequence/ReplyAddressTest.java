package io.anteroom.streams.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.support.KafkaHeaders;

class ReplyAddressTest {

  private static final byte[] CORRELATION = {1, 2, 3};

  @Test
  void leadsToThePartitionInTheHeaders() {
    ReplyAddress address = of(partition(0, 0, 0, 13)).orElseThrow();

    assertThat(address.headers().lastHeader(KafkaHeaders.CORRELATION_ID).value())
        .isEqualTo(CORRELATION);
    assertThat(ReplyAddress.partitions("replies", address.key(), new byte[0], 16))
        .contains(Set.of(13));
  }

  @Test
  void leadsNowhereWhereTheTopicHasNoSuchPartition() {
    ReplyAddress address = of(partition(0, 0, 0, 13)).orElseThrow();

    assertThat(ReplyAddress.partitions("replies", address.key(), new byte[0], 13))
        .contains(Set.of());
  }

  @Test
  void isNoneWhereThePartitionIsOutOfBounds() {
    assertThat(of(partition(0, 0, 0, 16))).isEmpty();
    assertThat(of(partition(-1, -1, -1, -1))).isEmpty();
    assertThat(of(partition(127, -1, -1, -1))).isEmpty();
  }

  @Test
  void isNoneWhereAHeaderHasAnotherForm() {
    assertThat(of(partition(1))).isEmpty();
    assertThat(of(partition(0, 0, 0, 0, 1))).isEmpty();
    assertThat(of(partition(0, 0, 0, 1).add(KafkaHeaders.REPLY_PARTITION, null))).isEmpty();
    assertThat(of(partition(0, 0, 0, 1).add(KafkaHeaders.CORRELATION_ID, null))).isEmpty();
    assertThat(of(partition(0, 0, 0, 1).add(KafkaHeaders.CORRELATION_ID, new byte[257]))).isEmpty();
    assertThat(of(new RecordHeaders())).isEmpty();
  }

  @Test
  void isNoneWhereAnotherTopicIsMeant() {
    assertThat(of(partition(0, 0, 0, 1).add(KafkaHeaders.REPLY_TOPIC, text("elsewhere"))))
        .isEmpty();
    assertThat(of(partition(0, 0, 0, 1).add(KafkaHeaders.REPLY_TOPIC, text("replies"))))
        .isPresent();
  }

  private static Optional<ReplyAddress> of(Headers headers) {
    return ReplyAddress.of(headers, "replies");
  }

  private static Headers partition(int... bytes) {
    byte[] value = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      value[i] = (byte) bytes[i];
    }
    return new RecordHeaders()
        .add(KafkaHeaders.REPLY_PARTITION, value)
        .add(KafkaHeaders.CORRELATION_ID, CORRELATION);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
