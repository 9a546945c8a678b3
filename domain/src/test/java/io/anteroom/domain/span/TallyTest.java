package io.anteroom.domain.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.ticket.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final EventId ROOM = new EventId("Sample");
  private static final EventId OTHER = new EventId("Other");
  private static final long T = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();

  private final Tally tally = new Tally(2);

  @Test
  void hasNothingToHandOverBeforeTheFirstJoin() {
    assertThat(tally.open()).isEmpty();
    assertThat(tally.close()).isEmpty();
  }

  @Test
  void growsOneSpanOfNeighbouringJoins() {
    assertThat(tally.join(ROOM, 10, T)).isEmpty();
    assertThat(tally.join(ROOM, 11, T + 3)).isEmpty();
    assertThat(tally.join(ROOM, 12, T + 999)).isEmpty();

    assertThat(tally.open()).contains(span(ROOM, 10, 12, T, T + 999));
  }

  @Test
  void handsTheSpanOverOnceWhenAsked() {
    tally.join(ROOM, 10, T);

    assertThat(tally.close()).contains(span(ROOM, 10, 10, T, T));
    assertThat(tally.close()).isEmpty();
    assertThat(tally.open()).isEmpty();
  }

  @Test
  void startsAfreshBehindASpanThatItHandedOver() {
    tally.join(ROOM, 10, T);
    tally.close();

    assertThat(tally.join(ROOM, 11, T + 1)).isEmpty();

    assertThat(tally.open()).contains(span(ROOM, 11, 11, T + 1, T + 1));
  }

  @Test
  void aJoinOfAnotherRoomClosesTheSpan() {
    tally.join(ROOM, 10, T);

    assertThat(tally.join(OTHER, 11, T + 1)).contains(span(ROOM, 10, 10, T, T));
    assertThat(tally.join(ROOM, 12, T + 2)).contains(span(OTHER, 11, 11, T + 1, T + 1));
    assertThat(tally.open()).contains(span(ROOM, 12, 12, T + 2, T + 2));
  }

  @Test
  void aGapClosesTheSpan() {
    tally.join(ROOM, 10, T);

    assertThat(tally.join(ROOM, 12, T)).contains(span(ROOM, 10, 10, T, T));
    assertThat(tally.open()).contains(span(ROOM, 12, 12, T, T));
  }

  @Test
  void aSecondOfJoinsClosesTheSpan() {
    tally.join(ROOM, 10, T);
    tally.join(ROOM, 11, T + 500);

    assertThat(tally.join(ROOM, 12, T + 1000)).contains(span(ROOM, 10, 11, T, T + 500));
    assertThat(tally.open()).contains(span(ROOM, 12, 12, T + 1000, T + 1000));
  }

  @Test
  void aClockThatRunsBackALittleStaysInTheSpan() {
    tally.join(ROOM, 10, T);
    tally.join(ROOM, 11, T - 400);
    tally.join(ROOM, 12, T + 599);

    assertThat(tally.open()).contains(span(ROOM, 10, 12, T - 400, T + 599));
    assertThat(tally.join(ROOM, 13, T + 600)).contains(span(ROOM, 10, 12, T - 400, T + 599));
  }

  @Test
  void aClockThatRunsFarBackClosesTheSpan() {
    tally.join(ROOM, 10, T);

    assertThat(tally.join(ROOM, 11, T - 1000)).contains(span(ROOM, 10, 10, T, T));
    assertThat(tally.open()).contains(span(ROOM, 11, 11, T - 1000, T - 1000));
  }

  @Test
  void aJoinThatComesAgainChangesNothing() {
    tally.join(ROOM, 10, T);
    tally.join(ROOM, 11, T + 1);

    assertThat(tally.join(ROOM, 10, T)).isEmpty();
    assertThat(tally.join(ROOM, 11, T + 1)).isEmpty();
    assertThat(tally.join(OTHER, 9, T)).isEmpty();

    assertThat(tally.open()).contains(span(ROOM, 10, 11, T, T + 1));
  }

  @Test
  void goesOnWithTheSpanThatItsPredecessorLeftOpen() {
    JoinSpan left = span(ROOM, 10, 12, T, T + 5);
    Tally successor = new Tally(left);

    assertThat(successor.open()).contains(left);
    assertThat(successor.join(ROOM, 12, T + 5)).isEmpty();
    assertThat(successor.join(ROOM, 13, T + 6)).isEmpty();
    assertThat(successor.close()).contains(span(ROOM, 10, 13, T, T + 6));
  }

  @Test
  void itsSuccessorKnowsWhenTheSpanBegan() {
    Tally successor = new Tally(span(ROOM, 10, 12, T, T + 5));

    assertThat(successor.join(ROOM, 13, T + 1000)).contains(span(ROOM, 10, 12, T, T + 5));
  }

  @Test
  void noSpanIsLongerThanItsLimitUnderAnyClock() {
    SplittableRandom random = new SplittableRandom(99);
    long now = T;
    for (int offset = 0; offset < 50_000; offset++) {
      now += random.nextInt(50) == 0 ? random.nextInt(-5_000, 5_000) : random.nextInt(-300, 320);
      tally.join(ROOM, offset, now).ifPresent(TallyTest::assertInLimit);
      tally.open().ifPresent(TallyTest::assertInLimit);
    }
  }

  private static void assertInLimit(JoinSpan span) {
    assertThat(Duration.between(span.firstJoinedAt(), span.lastJoinedAt()))
        .isBetween(Duration.ZERO, Tally.MAX_SPAN_TIME.minusMillis(1));
  }

  private static JoinSpan span(EventId room, long from, long to, long first, long last) {
    return new JoinSpan(
        room,
        new OffsetRange(2, from, to),
        Instant.ofEpochMilli(first),
        Instant.ofEpochMilli(last));
  }
}
