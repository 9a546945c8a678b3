package io.anteroom.contracts.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.domain.ticket.EventId;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JoinRecordTest {

  @Test
  void isAFormatByteAndTheNameOfTheRoom() {
    assertThat(JoinRecord.write(new EventId("Sample")))
        .isEqualTo(HexFormat.of().parseHex("0153616d706c65"));
  }

  @Test
  void readsTheLongestName() {
    EventId longest = new EventId("x".repeat(EventId.MAX_LENGTH));
    assertThat(JoinRecord.read(JoinRecord.write(longest))).isEqualTo(longest);
  }

  static Stream<String> garbage() {
    return Stream.of("", "01", "02" + "61", "0120", "01ff", "01" + "61".repeat(129));
  }

  @ParameterizedTest
  @MethodSource("garbage")
  void refusesGarbage(String hex) {
    assertThatThrownBy(() -> JoinRecord.read(HexFormat.of().parseHex(hex)))
        .isInstanceOf(UnreadableRecordException.class);
  }
}
