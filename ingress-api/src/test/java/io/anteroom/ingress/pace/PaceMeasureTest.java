package io.anteroom.ingress.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaceMeasureTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;

  /** Lines of a quarter of an hour. */
  private static final int MOST_LINES = 15 * MINUTE / 5 + 1;

  private final PaceMeasure measure = new PaceMeasure(1_000);
  private long counter = 1_000;

  /** Wraps while the test runs, as {@link System#nanoTime} may. */
  private long now = Long.MAX_VALUE - 100 * SECOND;

  private void look() {
    now += SECOND;
    measure.see(counter, now);
  }

  /** So many numbers each time that so many seconds have gone by. */
  private void move(long by, int everySeconds, int seconds) {
    for (int second = 1; second <= seconds; second++) {
      counter += second % everySeconds == 0 ? by : 0;
      look();
    }
  }

  private void moveBy(long numbers) {
    counter += numbers;
    look();
  }

  private void silence(int seconds) {
    move(0, 1, seconds);
  }

  private Optional<Pace> pace() {
    return measure.pace(now);
  }

  private void assertPace(double slowest, double fastest) {
    assertThat(pace()).isPresent();
    assertThat(pace().orElseThrow().slowest()).isCloseTo(slowest, tenth(slowest));
    assertThat(pace().orElseThrow().fastest()).isCloseTo(fastest, tenth(fastest));
  }

  private static Offset<Double> tenth(double of) {
    return within(of / 10);
  }

  @Test
  void isNotKnownBeforeTwentySecondsAreMeasured() {
    assertThat(pace()).isEmpty();
    move(10, 1, 20);
    assertThat(pace()).isEmpty();
    move(10, 1, 3);
    assertPace(10, 10);
  }

  @Test
  void doesNotCountWhatWasServedBeforeTheFirstLook() {
    PaceMeasure late = new PaceMeasure(5_000_000);
    late.see(5_000_000, now);
    late.see(5_000_100, now + 59 * SECOND);
    late.see(5_000_200, now + 119 * SECOND);

    assertThat(late.pace(now + 119 * SECOND).orElseThrow().fastest())
        .isEqualTo(100 / 60.0, within(1e-9));
  }

  @Test
  void isExactForACounterThatMovesEachSecond() {
    move(10, 1, HOUR);

    Pace pace = pace().orElseThrow();
    assertThat(pace.slowest()).isEqualTo(10, within(1e-9));
    assertThat(pace.fastest()).isEqualTo(10, within(1e-9));
    assertThat(pace.step()).isLessThanOrEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 45, MINUTE, 5 * MINUTE, HOUR})
  void isTheSameInEverySecondOfAnInletThatMovesNowAndThen(int period) {
    move(100, period, 6 * period);

    for (int second = 0; second < 2 * period; second++) {
      counter += second % period == period - 1 ? 100 : 0;
      look();
      Pace pace = pace().orElseThrow();
      assertThat(pace.slowest()).as("second %d", second).isCloseTo(100.0 / period, within(1e-9));
      assertThat(pace.fastest()).as("second %d", second).isCloseTo(100.0 / period, within(1e-9));
    }
  }

  @Test
  void reachesFromTheSlowestToTheFastestOfTheLastQuarterOfAnHour() {
    move(20, 1, 14 * MINUTE);
    move(2, 1, MINUTE);

    assertPace(2, (20 * 14 + 2) / 15.0);
  }

  @Test
  void forgetsWhatIsLongerAgoThanAQuarterOfAnHour() {
    move(100, 1, HOUR);
    move(2, 1, 16 * MINUTE);

    assertPace(2, 2);
  }

  @Test
  void isSlowerTheLongerNothingMovesAndThenStandsStill() {
    move(10, 1, 20 * MINUTE);
    silence(30);
    assertPace(10 * 30 / (30 + 25.0), 10);
    silence(30);
    assertThat(pace()).isPresent();
    silence(1);
    assertThat(pace()).isEmpty();
  }

  @Test
  void leavesAnInletThatMissesAStepItsPace() {
    move(100, MINUTE, 10 * MINUTE);
    silence(MINUTE);
    assertPace(100 / 60.0, 100 / 60.0);
    silence(2 * MINUTE);
    assertThat(pace()).isPresent();
    silence(1);
    assertThat(pace()).isEmpty();
  }

  @Test
  void beginsAnewAfterAStandstill() {
    move(100, 1, HOUR);
    silence(5 * MINUTE);
    move(2, 1, 20);
    assertThat(pace()).isEmpty();

    move(2, 1, 5);
    assertPace(2, 2);
  }

  @Test
  void leavesOutACrowdThatIsLetInByHand() {
    move(10, 1, 20 * MINUTE);
    moveBy(100_000);
    move(10, 1, 3);
    assertPace(10, 10);
    move(10, 1, 10 * MINUTE);
    assertPace(10, 10);
  }

  @Test
  void countsCrowdsThatComeAgainAndAgain() {
    for (int i = 0; i < 4; i++) {
      move(1, 1, 4 * MINUTE);
      moveBy(1_000);
    }
    move(1, 1, 30);

    double truth = (1_000 + 240) / 241.0;
    assertThat(pace().orElseThrow().slowest()).isLessThan(truth);
    assertThat(pace().orElseThrow().fastest()).isBetween(truth, 2 * truth);
  }

  @Test
  void takesAMistakeThatIsTakenBackAsNeverMade() {
    move(100, MINUTE, 3 * MINUTE);
    moveBy(1_000_000);
    silence(9);
    moveBy(-1_000_000);
    silence(48);
    moveBy(100);
    move(100, MINUTE, 5 * MINUTE);

    assertPace(100 / 60.0, 100 / 60.0);
  }

  @Test
  void goesOnFromWhereTheCounterIsMovedBackTo() {
    move(10, 1, 10 * MINUTE);
    moveBy(-100);
    move(10, 1, 2 * MINUTE);
    assertPace(10, 10);

    moveBy(-1_000_000);
    assertThat(pace()).isEmpty();
    move(10, 1, 30);
    assertThat(pace()).isPresent().get().extracting(Pace::fastest).isEqualTo(10.0);
  }

  @Test
  void doesNotTakeForACrowdWhatWasServedWhileNobodyCouldLook() {
    move(10, 1, 20 * MINUTE);
    now += 50 * SECOND;
    counter += 500;
    look();
    assertPace(10, 10);
    move(10, 1, MINUTE);
    assertPace(10, 10);
  }

  @Test
  void keepsNoMoreThanAQuarterOfAnHour() {
    move(1, 1, HOUR);
    assertThat(measure.size()).isLessThanOrEqualTo(MOST_LINES);

    move(100, 5 * MINUTE, HOUR);
    assertThat(measure.size()).isLessThanOrEqualTo(4);
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void makesSenseWhateverACounterDoes(int seed) {
    Random random = new Random(seed);
    for (int look = 0; look < 2_000; look++) {
      switch (random.nextInt(20)) {
        case 0 -> counter = random.nextLong(Long.MAX_VALUE);
        case 1 -> counter -= random.nextLong(counter + 1);
        case 2 -> counter = random.nextLong(100_000);
        case 3 -> now += random.nextLong(HOUR) * SECOND;
        default -> counter += Math.min(random.nextInt(100), Long.MAX_VALUE - counter);
      }
      look();
      assertThat(measure.size()).isLessThanOrEqualTo(MOST_LINES);
      // What is no pace and no wait can't be made.
      pace().ifPresent(pace -> assertThat(pace.waitFor(1 + random.nextLong(1_000))).isNotNull());
    }
  }
}
