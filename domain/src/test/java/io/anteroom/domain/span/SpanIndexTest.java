package io.anteroom.domain.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.anteroom.domain.ticket.Place;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanIndexTest {

  private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

  private final SpanIndex index = new SpanIndex();

  @Test
  void knowsNoNumberWhenEmpty() {
    assertThat(index.holding(new Place(0, 0))).isEmpty();
    assertThat(index.size()).isZero();
  }

  @Test
  void findsNumbersInsideSpansAndNoneBetweenThem() {
    index.add(span(0, 10, 19, 1, AT));
    index.add(span(0, 25, 29, 11, AT));
    index.add(span(1, 0, 4, 16, AT));

    assertThat(numberOf(0, 9)).isEmpty();
    assertThat(numberOf(0, 10)).hasValue(1);
    assertThat(numberOf(0, 19)).hasValue(10);
    assertThat(numberOf(0, 20)).isEmpty();
    assertThat(numberOf(0, 24)).isEmpty();
    assertThat(numberOf(0, 25)).hasValue(11);
    assertThat(numberOf(0, 29)).hasValue(15);
    assertThat(numberOf(0, 30)).isEmpty();
    assertThat(numberOf(1, 0)).hasValue(16);
    assertThat(numberOf(1, 5)).isEmpty();
    assertThat(numberOf(2, 0)).isEmpty();
  }

  @Test
  void reachesBothEndsOfAPartition() {
    index.add(span(0, 0, 0, 1, AT));
    index.add(span(0, Place.MAX_OFFSET, Place.MAX_OFFSET, 2, AT));

    assertThat(numberOf(0, 0)).hasValue(1);
    assertThat(numberOf(0, Place.MAX_OFFSET)).hasValue(2);
    assertThat(numberOf(0, Place.MAX_OFFSET - 1)).isEmpty();
  }

  @Test
  void makesOneOfSpansThatTouch() {
    for (int i = 0; i < 1_000; i++) {
      index.add(span(0, i * 10L, i * 10L + 9, i * 10L + 1, AT.plusMillis(i)));
    }
    assertThat(index.size()).isOne();
    assertThat(index.holding(new Place(0, 7_777)))
        .contains(span(0, 0, 9_999, 1, AT.plusMillis(999)));
  }

  @Test
  void keepsSpansApartThatJoinedInDifferentSeconds() {
    for (int i = 0; i < 1_000; i++) {
      index.add(span(0, i * 10L, i * 10L + 9, i * 10L + 1, AT.plusSeconds(i)));
    }
    assertThat(index.size()).isEqualTo(1_000);
    for (int i = 0; i < 1_000; i++) {
      assertThat(index.holding(new Place(0, i * 10L + 4)))
          .contains(span(0, i * 10L, i * 10L + 9, i * 10L + 1, AT.plusSeconds(i)));
    }
  }

  @Test
  void theLastSpanMayComeAgain() {
    index.add(span(0, 0, 9, 1, AT));
    index.add(span(0, 0, 9, 1, AT));

    assertThat(index.size()).isOne();
    assertThat(numberOf(0, 9)).hasValue(10);
    assertThat(numberOf(0, 10)).isEmpty();
  }

  @Test
  void theLastSpanMayComeAgainAfterItBecamePartOfAnother() {
    index.add(span(0, 0, 9, 1, AT));
    index.add(span(0, 10, 19, 11, AT));
    index.add(span(0, 10, 19, 11, AT));

    assertThat(index.size()).isOne();
    assertThat(index.holding(new Place(0, 5))).contains(span(0, 0, 19, 1, AT));
  }

  @Test
  void theLastSpanMayComeAgainLonger() {
    index.add(span(0, 0, 9, 1, AT));
    index.add(span(0, 0, 19, 1, AT.plusMillis(5)));

    assertThat(index.holding(new Place(0, 15))).contains(span(0, 0, 19, 1, AT.plusMillis(5)));
  }

  @Test
  void theLastSpanNeverComesBackShorter() {
    index.add(span(0, 0, 19, 1, AT.plusMillis(5)));
    index.add(span(0, 0, 9, 1, AT));

    assertThat(index.holding(new Place(0, 15))).contains(span(0, 0, 19, 1, AT.plusMillis(5)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 9, 1",
    "99, 100, 1",
    "100, 109, 12",
    "105, 109, 17",
    "105, 119, 16",
    "99, 120, 10"
  })
  void refusesASpanThatOverlapsPrecedesOrContradicts(long from, long to, long firstNumber) {
    NumberedSpan known = span(0, 100, 109, 11, AT);
    index.add(known);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.add(span(0, from, to, firstNumber, AT)));
    assertThat(index.holding(new Place(0, 109))).contains(known);
    assertThat(numberOf(0, 110)).isEmpty();
  }

  private OptionalLong numberOf(int partition, long offset) {
    Place place = new Place(partition, offset);
    return index
        .holding(place)
        .map(span -> OptionalLong.of(span.numberOf(place).value()))
        .orElse(OptionalLong.empty());
  }

  static NumberedSpan span(int partition, long from, long to, long firstNumber, Instant joinedAt) {
    return new NumberedSpan(
        new OffsetRange(partition, from, to), new QueueNumber(firstNumber), joinedAt);
  }
}
