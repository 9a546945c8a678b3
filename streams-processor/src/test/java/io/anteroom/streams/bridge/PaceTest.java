package io.anteroom.streams.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

  private final Random chance = new Random(1);

  @ParameterizedTest
  @CsvSource({
    "1, 50, 100",
    "2, 100, 200",
    "7, 3200, 6400",
    "8, 5000, 10000",
    "2000000000, 5000, 10000"
  })
  void waitsLongerFromFailureToFailureAndNeverTooLong(int failures, int least, int most) {
    for (int i = 0; i < 1000; i++) {
      assertThat(Pace.USUAL.waitAfter(failures, chance))
          .isBetween(Duration.ofMillis(least), Duration.ofMillis(most));
    }
  }
}
