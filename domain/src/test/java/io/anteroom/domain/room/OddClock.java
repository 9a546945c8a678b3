package io.anteroom.domain.room;

import java.time.Instant;
import java.util.SplittableRandom;

/**
 * A clock that mostly goes on, sometimes a little back, and in half of the simulations seldom leaps
 * a day either way. A room that leapt ahead stands still in time, and would expire nobody.
 */
final class OddClock {

  private final SplittableRandom random;
  private final boolean leaps;
  private Instant now = Instant.parse("2026-11-20T10:00:00.000000007Z");

  OddClock(SplittableRandom random) {
    this.random = random;
    this.leaps = random.nextBoolean();
  }

  Instant now() {
    long millis =
        leaps && random.nextInt(200) == 0
            ? random.nextLong(-86_400_000, 86_400_000)
            : random.nextLong(-60, 240);
    now = now.plusMillis(millis).plusNanos(random.nextInt(1_000_000));
    return now;
  }
}
