package io.anteroom.rehearsal.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagePaceTest {

  private static final Path REAL =
      Path.of("..", "waiting-page/src/main/resources/io/anteroom/waitingpage/pace.js");

  @Test
  void hasTheTimesOfTheRealPage() throws IOException {
    assertThat(PagePace.UNTOLD).isEqualTo(real("UNTOLD"));
    assertThat(PagePace.SOONEST).isEqualTo(real("SOONEST"));
    assertThat(PagePace.LATEST).isEqualTo(real("LATEST"));
    assertThat(PagePace.FIRST_BACK_OFF).isEqualTo(real("FIRST_BACK_OFF"));
    assertThat(PagePace.LONGEST_BACK_OFF).isEqualTo(real("LONGEST_BACK_OFF"));
  }

  private static Duration real(String name) throws IOException {
    return Pattern.compile("const " + name + " = ([0-9_]+);")
        .matcher(Files.readString(REAL))
        .results()
        .map(PagePaceTest::millis)
        .findFirst()
        .orElseThrow();
  }

  private static Duration millis(MatchResult found) {
    return Duration.ofMillis(Long.parseLong(found.group(1).replace("_", "")));
  }

  @ParameterizedTest
  @CsvSource({
    "10000, 0, 9000",
    "10000, 0.5, 10000",
    "1, 0.5, 1000",
    "999999, 0.5, 120000",
    "-1, 0.5, 1000",
    ", 0.5, 5000"
  })
  void asksAgainWhenTheServerWantsATenthMoreOrLess(
      @Nullable Long told, double chance, long millis) {
    assertThat(PagePace.afterAnswer(Optional.ofNullable(told).map(Duration::ofMillis), chance))
        .isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "1, , 0, 2000",
    "1, , 0.5, 2500",
    "2, , 0, 4000",
    "5, , 0, 32000",
    "6, , 0, 60000",
    "1000, , 0, 60000",
    "1, 1, 0, 2000",
    "1, 7, 0, 7000",
    "1, 600, 0, 120000"
  })
  void backsOffTwiceAsLongEachTime(int failures, @Nullable Long told, double chance, long millis) {
    assertThat(
            PagePace.afterFailure(
                failures, Optional.ofNullable(told).map(Duration::ofSeconds), chance))
        .isEqualTo(Duration.ofMillis(millis));
  }
}
