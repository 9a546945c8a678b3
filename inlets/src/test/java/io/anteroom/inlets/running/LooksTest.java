package io.anteroom.inlets.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class LooksTest {

  private static final Duration SELDOM = Duration.ofHours(1);

  @Test
  void looksAtOnceAndWhenItIsWoken() {
    AtomicInteger seen = new AtomicInteger();
    try (Looks looks = Looks.start("main", SELDOM, () -> seen.incrementAndGet() > 0)) {
      await().until(() -> seen.get() == 1);

      looks.wake();

      await().until(() -> seen.get() == 2);
    }
  }

  @Test
  void looksEverySoOftenWithoutBeingWoken() {
    AtomicInteger seen = new AtomicInteger();
    try (Looks _ = Looks.start("main", Duration.ofMillis(20), () -> seen.incrementAndGet() > 0)) {
      await().until(() -> seen.get() >= 5);
    }
  }

  @Test
  void takesManyWakeUpsDuringALookForOne() {
    AtomicInteger begun = new AtomicInteger();
    Semaphore mayEnd = new Semaphore(0);
    BooleanSupplier slow =
        () -> {
          begun.incrementAndGet();
          mayEnd.acquireUninterruptibly();
          return true;
        };
    try (Looks looks = Looks.start("main", SELDOM, slow)) {
      await().until(() -> begun.get() == 1);
      for (int i = 0; i < 1_000; i++) {
        looks.wake();
      }
      assertThat(begun).hasValue(1);

      mayEnd.release();
      await().until(() -> begun.get() == 2);
      mayEnd.release();

      await().during(Duration.ofMillis(300)).until(() -> begun.get() == 2);
    }
  }

  @Test
  void keepsItsDistanceHoweverOftenItIsWoken() {
    List<Long> times = new CopyOnWriteArrayList<>();
    try (Looks looks = Looks.start("main", SELDOM, () -> times.add(System.nanoTime()))) {
      await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> {
            looks.wake();
            return times.size() > 5;
          });
    }
    for (int i = 1; i < times.size(); i++) {
      // Some of the distance passes before a look is noted.
      assertThat(Duration.ofNanos(times.get(i) - times.get(i - 1)))
          .isGreaterThan(Duration.ofMillis(40));
    }
  }

  @Test
  void looksAgainSoonAfterALookThatCouldNotAct() {
    AtomicInteger begun = new AtomicInteger();
    try (Looks _ = Looks.start("main", SELDOM, () -> begun.incrementAndGet() > 2)) {
      await().until(() -> begun.get() == 3);

      await().during(Duration.ofMillis(1_500)).until(() -> begun.get() == 3);
    }
  }

  @Test
  void looksAgainAfterALookThatFailed() {
    AtomicInteger begun = new AtomicInteger();
    BooleanSupplier faulty =
        () -> {
          if (begun.incrementAndGet() == 1) {
            throw new IllegalStateException("a fault");
          }
          return true;
        };
    try (Looks _ = Looks.start("main", SELDOM, faulty)) {
      await().until(() -> begun.get() == 2);
    }
  }
}
