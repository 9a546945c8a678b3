package io.anteroom.domain.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.anteroom.domain.span.QueueNumber;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServingHistoryTest {

  private static final Instant AT = Instant.parse("2026-11-20T10:00:00.100Z");

  private final ServingHistory history = new ServingHistory();

  @Test
  void knowsNothingBeforeTheCounterMoved() {
    assertThat(history.reached(new QueueNumber(1))).isEmpty();
    assertThat(history.size()).isZero();
  }

  @Test
  void findsTheLineOfANumberAndNoneBehindTheLast() {
    history.add(line(1, 5, AT));
    history.add(line(6, 9, AT.plusSeconds(1)));

    assertThat(history.reached(new QueueNumber(1))).contains(line(1, 5, AT));
    assertThat(history.reached(new QueueNumber(5))).contains(line(1, 5, AT));
    assertThat(history.reached(new QueueNumber(6))).contains(line(6, 9, AT.plusSeconds(1)));
    assertThat(history.reached(new QueueNumber(10))).isEmpty();
    assertThat(history.reached(new QueueNumber(Long.MAX_VALUE))).isEmpty();
  }

  @Test
  void aLongerLineReplacesTheOneThatStartsAtTheSameNumber() {
    history.add(line(1, 5, AT));
    history.add(line(1, 9, AT.plusMillis(10)));

    assertThat(history.size()).isOne();
    assertThat(history.reached(new QueueNumber(3))).contains(line(1, 9, AT.plusMillis(10)));
  }

  @Test
  void linesOfTheSameSecondBecomeOneWithTheLaterTime() {
    assertThat(line(1, 5, AT).mergedWith(line(6, 9, AT.plusMillis(899))))
        .contains(line(1, 9, AT.plusMillis(899)));
    assertThat(line(1, 5, AT).mergedWith(line(6, 9, AT.plusMillis(900)))).isEmpty();
    assertThat(line(1, 5, AT).mergedWith(line(7, 9, AT))).isEmpty();
  }

  @Test
  void refusesALineThatEndsBeforeItBegins() {
    assertThatIllegalArgumentException().isThrownBy(() -> line(5, 4, AT));
  }

  private static Reached line(long first, long last, Instant at) {
    return new Reached(new QueueNumber(first), new QueueNumber(last), at);
  }
}
