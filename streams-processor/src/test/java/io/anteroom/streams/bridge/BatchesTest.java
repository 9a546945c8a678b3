package io.anteroom.streams.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.contracts.event.PublicEvent;
import io.anteroom.contracts.log.LogFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private final Decisions room = new Decisions("room");

  private List<Letter> letters(int count) {
    return IntStream.range(0, count).mapToObj(i -> Decisions.letter(i, room.token(i + 1))).toList();
  }

  @Test
  void holdTenEntriesAtMost() {
    assertThat(Batches.of(letters(23))).extracting(List::size).containsExactly(10, 10, 3);
  }

  @Test
  void keepTheOrder() {
    List<Letter> letters = letters(23);
    assertThat(Batches.of(letters).stream().flatMap(List::stream)).isEqualTo(letters);
  }

  @Test
  void holdAsManyBytesAsTheServiceTakes() {
    int entry = Batches.bytes(letters(1).getFirst().event());
    List<Letter> letters = letters(9);
    assertThat(Batches.of(letters, 4 * entry)).extracting(List::size).containsExactly(4, 4, 1);
    assertThat(Batches.of(letters, 4 * entry - 1)).extracting(List::size).containsExactly(3, 3, 3);
  }

  /** The example of the EventBridge User Guide, "PutEvents event entry size", in Java. */
  @Test
  void countAsTheServiceDoes() {
    PublicEvent event = PublicEvent.of(LogFormat.EVENT.read(room.served(0, 5))).orElseThrow();
    int time = 14;
    assertThat(Batches.bytes(event))
        .isEqualTo(
            time
                + "custom.waitingroom".length()
                + "serving_counter_moved".length()
                + event.detail().length()
                + "room/1".length());
  }
}
