package io.anteroom.rehearsal.proof;

import static io.anteroom.rehearsal.proof.Check.COUNTER_MOVES_AS_ASKED;
import static io.anteroom.rehearsal.proof.Check.NO_TOKEN_BEFORE_SERVED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CounterWatchTest {

  private final Breaches breaches = new Breaches();

  @Test
  void acceptsATokenForANumberThatWasServedBefore() {
    CounterWatch watch = new CounterWatch(5, false, breaches);

    watch.token("visitor 1", 5);

    assertThat(breaches.isEmpty()).isTrue();
  }

  @Test
  void acceptsATokenAsSoonAsTheMoveIsAskedFor() {
    CounterWatch watch = new CounterWatch(5, false, breaches);
    watch.asking(9, 1);

    watch.token("visitor 1", 9);

    assertThat(breaches.isEmpty()).isTrue();
  }

  @Test
  void findsATokenAboveWhatWasAskedFor() {
    CounterWatch watch = new CounterWatch(5, false, breaches);
    watch.asking(9, 1);

    watch.token("visitor 1", 10);
    watch.asking(10, 2);

    assertThat(breaches.count(NO_TOKEN_BEFORE_SERVED)).isEqualTo(1);
  }

  @Test
  void findsAMoveThatWasNotAskedFor() {
    CounterWatch watch = new CounterWatch(5, false, breaches);

    watch.moved(9, 13, 1);

    assertThat(breaches.count(COUNTER_MOVES_AS_ASKED)).isEqualTo(1);
  }

  @Test
  void findsAMoveThatDidNotHappen() {
    CounterWatch watch = new CounterWatch(5, false, breaches);

    watch.moved(9, 8, 1);

    assertThat(breaches.count(COUNTER_MOVES_AS_ASKED)).isEqualTo(1);
  }

  @Test
  void letsOthersMoveASharedCounter() {
    CounterWatch watch = new CounterWatch(5, true, breaches);

    watch.moved(9, 13, 1);
    watch.token("visitor 1", 13);
    watch.token("visitor 2", 20);
    watch.seen(20);
    watch.close();

    assertThat(breaches.isEmpty()).isTrue();
  }

  @Test
  void findsATokenThatASharedCounterNeverReached() {
    CounterWatch watch = new CounterWatch(5, true, breaches);

    watch.token("visitor 1", 20);
    watch.seen(19);
    watch.close();

    assertThat(breaches.count(NO_TOKEN_BEFORE_SERVED)).isEqualTo(1);
  }

  @Test
  void knowsWhichMoveReachedANumber() {
    CounterWatch watch = new CounterWatch(5, false, breaches);
    watch.asking(9, 100);
    watch.asking(12, 200);

    assertThat(watch.servedAtNanos(5)).isEmpty();
    assertThat(watch.servedAtNanos(6)).contains(100L);
    assertThat(watch.servedAtNanos(9)).contains(100L);
    assertThat(watch.servedAtNanos(10)).contains(200L);
    assertThat(watch.servedAtNanos(13)).isEmpty();
  }
}
