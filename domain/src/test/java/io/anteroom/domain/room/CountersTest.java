package io.anteroom.domain.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.Place;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountersTest {

  private static final long MAX = Long.MAX_VALUE;
  private static final long MIN = Long.MIN_VALUE;

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "0, 1, 1",
    "5, -5, 0",
    "5, -2, 3",
    "0, " + MAX + ", " + MAX,
    MAX + ", 0, " + MAX,
    MAX + ", -" + MAX + ", 0",
    MAX - 1 + ", 1, " + MAX
  })
  void aServingCounterMoves(long from, long by, long to) {
    assertThat(new ServingCounter(from).movedBy(by)).contains(new ServingCounter(to));
  }

  @ParameterizedTest
  @CsvSource({
    "0, -1",
    "5, -6",
    "0, " + MIN,
    MAX + ", " + MIN,
    MAX + ", 1",
    MAX + ", " + MAX,
    "1, " + MAX
  })
  void aServingCounterNeverLeavesItsBounds(long from, long by) {
    assertThat(new ServingCounter(from).movedBy(by)).isEmpty();
  }

  @Test
  void aServingCounterServesNumbersUpToItself() {
    ServingCounter counter = new ServingCounter(7);

    assertThat(counter.serves(new QueueNumber(7))).isTrue();
    assertThat(counter.serves(new QueueNumber(8))).isFalse();
    assertThat(ServingCounter.ZERO.serves(new QueueNumber(1))).isFalse();
    assertThat(new ServingCounter(MAX).serves(new QueueNumber(MAX))).isTrue();
  }

  @Test
  void countersRefuseWhatIsOutOfBounds() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ServingCounter(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Generation(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sequence(-1));
  }

  @Test
  void countersNeverWrapAround() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> new Generation(Integer.MAX_VALUE).next());
    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> new Sequence(MAX).next());
  }

  @Test
  void offsetsAreZeroForAPartitionThatIsNotNamed() {
    PartitionOffsets offsets = new PartitionOffsets(Map.of(1, 10L));

    assertThat(offsets.of(1)).isEqualTo(10);
    assertThat(offsets.of(0)).isZero();
    assertThat(offsets.isPast(new Place(0, 0))).isFalse();
  }

  @Test
  void aPlaceIsPastBelowTheOffsetOfItsPartition() {
    PartitionOffsets offsets = new PartitionOffsets(Map.of(1, 10L));

    assertThat(offsets.isPast(new Place(1, 9))).isTrue();
    assertThat(offsets.isPast(new Place(1, 10))).isFalse();
    assertThat(offsets.isPast(new Place(2, 9))).isFalse();
  }

  @Test
  void offsetsMoveBehindARange() {
    PartitionOffsets offsets = new PartitionOffsets(Map.of(0, 5L, 1, 10L));

    assertThat(offsets.behind(new OffsetRange(1, 10, 12)))
        .isEqualTo(new PartitionOffsets(Map.of(0, 5L, 1, 13L)));
    assertThat(offsets.of(1)).isEqualTo(10);
  }

  @Test
  void offsetsMoveBehindTheLastPlaceThatThereCanBe() {
    Place last = new Place(4095, Place.MAX_OFFSET);
    PartitionOffsets behind =
        PartitionOffsets.ZERO.behind(new OffsetRange(4095, last.offset(), last.offset()));

    assertThat(behind.of(4095)).isEqualTo(1L << 44);
    assertThat(behind.isPast(last)).isTrue();
  }

  @Test
  void theHigherOffsetOfEachPartitionWins() {
    PartitionOffsets one = new PartitionOffsets(Map.of(0, 5L, 1, 10L));
    PartitionOffsets two = new PartitionOffsets(Map.of(1, 9L, 2, 3L));

    assertThat(one.max(two)).isEqualTo(new PartitionOffsets(Map.of(0, 5L, 1, 10L, 2, 3L)));
    assertThat(two.max(one)).isEqualTo(one.max(two));
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "4096, 0", "0, -1", "0, 17592186044417"})
  void offsetsRefuseWhatIsOutOfBounds(int partition, long offset) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PartitionOffsets(Map.of(partition, offset)));
  }

  @Test
  void offsetsStayAsTheyWereWhenTheirSourceChanges() {
    Map<Integer, Long> source = new HashMap<>(Map.of(0, 5L));
    PartitionOffsets offsets = new PartitionOffsets(source);

    source.put(0, 6L);

    assertThat(offsets.of(0)).isEqualTo(5);
  }
}
