package io.anteroom.domain.room;

import java.time.Instant;
import java.util.SplittableRandom;

/** A clock that mostly goes on, sometimes a little back, and seldom leaps a day either way. */
final class OddClock {

  private final SplittableRandom random;
  private Instant now = Instant.parse("2026-11-20T10:00:00.000000007Z");

  OddClock(SplittableRandom random) {
    this.random = random;
  }

  Instant now() {
    long millis =
        random.nextInt(200) == 0
            ? random.nextLong(-86_400_000, 86_400_000)
            : random.nextLong(-60, 240);
    now = now.plusMillis(millis).plusNanos(random.nextInt(1_000_000));
    return now;
  }
}
