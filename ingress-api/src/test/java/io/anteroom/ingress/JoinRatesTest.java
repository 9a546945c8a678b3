package io.anteroom.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.anteroom.domain.room.JoinLimit;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.edge.Refusal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoinRatesTest {

  private static final EventId ROOM = new EventId("Sample");

  private final Set<EventId> gone = new HashSet<>();
  private long nowNanos = -5;
  private int instances = 1;
  private final JoinRates rates =
      new JoinRates(() -> instances, room -> !gone.contains(room), () -> nowNanos);

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 7, 100, 50_000, 1_000_000})
  void takesASecondsWorthAtOnceAndItsRateFromThereOn(long perSecond) {
    assertThat(taken(perSecond, 2 * perSecond)).isEqualTo(perSecond);
    long later = 0;
    for (int tick = 0; tick < 40; tick++) {
      pass(Duration.ofMillis(50));
      later += taken(perSecond, perSecond);
    }

    assertThat(later).isBetween(2 * perSecond - 1, 2 * perSecond + 1);
  }

  @Test
  void savesNoMoreThanASecond() {
    assertThat(taken(10, 20)).isEqualTo(10);
    pass(Duration.ofHours(1));

    assertThat(taken(10, 20)).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"10, 2, 5", "5, 2, 2", "1, 4, 1"})
  void takesItsPartOfWhatAllInstancesTake(long perSecond, int sharers, long part) {
    instances = sharers;

    assertThat(taken(perSecond, 100)).isEqualTo(part);
  }

  @Test
  void aPartOfLessThanOneIsTakenInLongerThanASecond() {
    instances = 4;
    assertThat(taken(1, 2)).isEqualTo(1);
    pass(Duration.ofMillis(3_999));
    assertThat(taken(1, 2)).isZero();
    pass(Duration.ofMillis(1));
    assertThat(taken(1, 2)).isEqualTo(1);
  }

  @Test
  void anotherLimitCountsAtOnceAndGivesNothingBack() {
    assertThat(taken(10, 20)).isEqualTo(10);
    assertThat(taken(1000, 20)).isZero();
    pass(Duration.ofMillis(100));
    assertThat(taken(1000, 2000)).isEqualTo(100);
    pass(Duration.ofMillis(100));
    assertThat(taken(10, 20)).isEqualTo(1);
  }

  @Test
  void anInstanceMoreOrLessCountsAtOnce() {
    assertThat(taken(10, 20)).isEqualTo(10);
    instances = 2;
    pass(Duration.ofMillis(400));
    assertThat(taken(10, 20)).isEqualTo(2);
  }

  @Test
  void saysWhenItTakesTheNextOne() {
    Allowance allowance = Allowance.of(1, 4, 0);

    assertThat(allowance.take(0)).isZero();
    assertThat(Duration.ofNanos(allowance.take(Duration.ofMillis(1_500).toNanos())))
        .isEqualTo(Duration.ofMillis(2_500));
  }

  @Test
  void roomsDoNotTakeFromEachOther() {
    assertThat(taken(10, 20)).isEqualTo(10);

    assertThatCode(() -> rates.count(new EventId("Other"), JoinLimit.of(1)))
        .doesNotThrowAnyException();
  }

  @Test
  void countsNothingWhereThereIsNoLimit() {
    IntStream.range(0, 1000).forEach(_ -> rates.count(ROOM, JoinLimit.NONE));

    assertThat(rates.size()).isZero();
  }

  @Test
  void forgetsRoomsThatAreGone() {
    List<EventId> rooms = IntStream.range(0, 100).mapToObj(i -> new EventId("room-" + i)).toList();
    rooms.forEach(room -> rates.count(room, JoinLimit.of(1)));
    assertThat(rates.size()).isEqualTo(100);
    gone.addAll(rooms);

    rates.count(ROOM, JoinLimit.of(1));

    assertThat(rates.size()).isEqualTo(1);
  }

  @Test
  void manyDoorsAtOnceTakeNotOneMore() throws InterruptedException, ExecutionException {
    Callable<Long> door = () -> taken(1000, 2000);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      long sum = 0;
      for (Future<Long> taken : threads.invokeAll(List.of(door, door, door, door))) {
        sum += taken.get();
      }
      assertThat(sum).isEqualTo(1000);
    }
  }

  private void pass(Duration time) {
    nowNanos += time.toNanos();
  }

  private long taken(long perSecond, long tries) {
    JoinLimit limit = JoinLimit.of(perSecond);
    long taken = 0;
    for (long i = 0; i < tries; i++) {
      try {
        rates.count(ROOM, limit);
        taken++;
      } catch (Refusal.TooManyRequests _) {
        // Counted by what is missing.
      }
    }
    return taken;
  }
}
