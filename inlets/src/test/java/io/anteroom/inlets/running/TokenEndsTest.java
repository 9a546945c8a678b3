package io.anteroom.inlets.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TokenEndsTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_763_640_000);

  private final AtomicInteger ended = new AtomicInteger();

  @Test
  void tellsOnceOfAllThatEndInTheSameSecond() {
    try (TokenEnds ends = ends()) {
      for (int i = 0; i < 1_000; i++) {
        ends.expect(NOW.plusMillis(200));
      }
      assertThat(ended).hasValue(0);

      await().until(() -> ended.get() == 1);
      await().during(Duration.ofMillis(200)).until(() -> ended.get() == 1);
    }
  }

  @Test
  void tellsAtOnceOfWhatHasEnded() {
    try (TokenEnds ends = ends()) {
      ends.expect(NOW.minusSeconds(5));

      await().until(() -> ended.get() == 1);
    }
  }

  @Test
  void takesEndsThatNoTokenHas() {
    try (TokenEnds ends = ends()) {
      ends.expect(Instant.MAX);
      ends.expect(Instant.MIN);
      ends.expect(NOW);

      await().until(() -> ended.get() == 2);
    }
  }

  private TokenEnds ends() {
    return new TokenEnds("main", () -> NOW, ended::incrementAndGet);
  }
}
