package io.anteroom.domain.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.anteroom.domain.ticket.Place;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberedSpanTest {

  private static final Instant AT = Instant.parse("2026-11-20T10:00:00.250Z");
  private static final NumberedSpan SPAN = span(3, 10, 19, 101, AT);

  @Test
  void givesEachPlaceItsNumber() {
    assertThat(SPAN.numberOf(new Place(3, 10))).isEqualTo(new QueueNumber(101));
    assertThat(SPAN.numberOf(new Place(3, 14))).isEqualTo(new QueueNumber(105));
    assertThat(SPAN.numberOf(new Place(3, 19))).isEqualTo(new QueueNumber(110));
    assertThat(SPAN.lastNumber()).isEqualTo(new QueueNumber(110));
  }

  @ParameterizedTest
  @CsvSource({"3, 9", "3, 20", "2, 14", "4, 14"})
  void hasNoNumberForAPlaceOutsideIt(int partition, long offset) {
    Place outside = new Place(partition, offset);

    assertThat(SPAN.range().holds(outside)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> SPAN.numberOf(outside));
  }

  @Test
  void becomesOneWithASpanThatGoesOnFromIt() {
    NumberedSpan next = span(3, 20, 20, 111, AT.plusMillis(749));

    assertThat(SPAN.mergedWith(next)).contains(span(3, 10, 20, 101, AT.plusMillis(749)));
  }

  @Test
  void keepsTheLaterTimeWhereTheClockRanBackWithinTheSecond() {
    NumberedSpan next = span(3, 20, 20, 111, AT.minusMillis(1));

    assertThat(SPAN.mergedWith(next)).contains(span(3, 10, 20, 101, AT));
  }

  @Test
  void staysApartFromASpanOfTheNextSecond() {
    assertThat(SPAN.mergedWith(span(3, 20, 29, 111, AT.plusMillis(750)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"4, 20, 111", "3, 21, 111", "3, 19, 111", "3, 20, 110", "3, 20, 112", "3, 9, 100"})
  void staysApartFromASpanThatDoesNotTouchIt(int partition, long from, long firstNumber) {
    assertThat(SPAN.mergedWith(span(partition, from, from + 9, firstNumber, AT))).isEmpty();
  }

  @Test
  void mergingHasADirection() {
    NumberedSpan next = span(3, 20, 29, 111, AT);

    assertThat(next.mergedWith(SPAN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 0", "4096, 0, 0", "0, -1, 0", "0, 5, 4", "0, 0, 17592186044416"})
  void aRangeRefusesWhatIsOutOfBounds(int partition, long from, long to) {
    assertThatIllegalArgumentException().isThrownBy(() -> new OffsetRange(partition, from, to));
  }

  @Test
  void aRangeCountsBothOfItsEnds() {
    assertThat(new OffsetRange(0, 7, 7).length()).isEqualTo(1);
    assertThat(new OffsetRange(4095, 0, Place.MAX_OFFSET).length()).isEqualTo(1L << 44);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void aQueueNumberIsAtLeastOne(long value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new QueueNumber(value));
  }

  private static NumberedSpan span(
      int partition, long from, long to, long firstNumber, Instant joinedAt) {
    return new NumberedSpan(
        new OffsetRange(partition, from, to), new QueueNumber(firstNumber), joinedAt);
  }
}
