package io.anteroom.domain.inlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.domain.Seeds;
import io.anteroom.domain.inlet.Signal.Tick;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

class PeriodicTest {

  private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  static LongStream seeds() {
    return Seeds.upTo(200);
  }

  @Test
  void letsInSoManyAtEachTick() {
    open().under(each(40, MINUTE)).when(tick(TEN)).thenLetsInAnyhow(40);
  }

  @Test
  void letsInTheSameLateInItsTime() {
    open().under(each(40, MINUTE)).at(TEN.plusMillis(59_999)).when(tick(TEN)).thenLetsInAnyhow(40);
  }

  @Test
  void doesNotMakeUpForATickWhoseTimeIsOver() {
    open().under(each(40, MINUTE)).at(TEN.plusSeconds(60)).when(tick(TEN)).thenLetsNobodyIn();
  }

  @Test
  void doesNotLetInBeforeItIsTime() {
    open().under(each(40, MINUTE)).at(TEN.minusMillis(1)).when(tick(TEN)).thenLetsNobodyIn();
  }

  @Test
  void triesATickForFiveMinutesAtMost() {
    assertThat(each(40, Duration.ofHours(1)).lapseOf(TEN)).isEqualTo(TEN.plusSeconds(300));
  }

  @Test
  void triesATickForFiveSecondsAtLeast() {
    assertThat(smooth(40, MINUTE).lapseOf(TEN)).isEqualTo(TEN.plusSeconds(5));
  }

  @Test
  void knowsTheFirstTickForWhichItIsNotTooLate() {
    assertThat(smooth(40, MINUTE).firstInTime(TEN)).isEqualTo(TEN.minusSeconds(4));
    assertThat(each(40, MINUTE).firstInTime(TEN)).isEqualTo(TEN);
    assertThat(each(40, MINUTE).firstInTime(TEN.minusMillis(1))).isEqualTo(TEN.minus(MINUTE));
    assertThat(each(40, Duration.ofHours(1)).firstInTime(TEN.plusSeconds(299))).isEqualTo(TEN);
    assertThat(each(40, Duration.ofHours(1)).firstInTime(TEN.plusSeconds(300)))
        .isEqualTo(TEN.plusSeconds(3_600));
  }

  @Test
  void startsWithTheTickThatIsDueAtTheStart() {
    Periodic inlet = new Periodic(40, MINUTE, TEN, Optional.empty(), false);
    open().under(inlet).when(tick(TEN)).thenLetsInAnyhow(40);
  }

  @Test
  void waitsForTheFirstTickAfterTheStart() {
    Periodic inlet = new Periodic(40, MINUTE, TEN.plusMillis(1), Optional.empty(), false);
    open().under(inlet).when(tick(TEN)).thenLetsNobodyIn();
  }

  @Test
  void doesNotCountTheTickThatIsDueAtTheEnd() {
    Periodic inlet = new Periodic(40, MINUTE, Instant.EPOCH, Optional.of(TEN), false);
    open().under(inlet).when(tick(TEN)).thenLetsNobodyIn();
  }

  @Test
  void stillAsksAfterTheEndForATickThatWasDueBefore() {
    Periodic inlet = new Periodic(40, MINUTE, Instant.EPOCH, Optional.of(TEN.plusMillis(1)), false);
    open().under(inlet).when(tick(TEN)).thenLetsInAnyhow(40);
  }

  @ParameterizedTest
  @EnumSource(names = {"ALARM", "MISSING", "UNREADABLE"})
  void holdsWhileTheAlarmIsOnOrNobodyCanTell(AlarmState alarm) {
    open().under(each(40, MINUTE)).when(new Tick(TEN, alarm)).thenLetsNobodyIn();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"ALARM", "MISSING", "UNREADABLE"})
  void goesOnWhileTheAlarmIsOffOrHasNoDataYet(AlarmState alarm) {
    open().under(each(40, MINUTE)).when(new Tick(TEN, alarm)).thenLetsInAnyhow(40);
  }

  @Test
  void leavesAPausedRoomAlone() {
    open().paused().under(each(40, MINUTE)).when(tick(TEN)).thenLetsNobodyIn();
  }

  @Test
  void doesNotCareWhoLeaves() {
    open().under(each(40, MINUTE)).whenExited(7).thenLetsNobodyIn();
    open().under(each(40, MINUTE)).whenLookedAt().thenLetsNobodyIn();
  }

  @Test
  void ticksWithTheEpoch() {
    Periodic inlet = each(40, Duration.ofMinutes(15));
    Instant now = TEN.plusSeconds(1_000);
    assertThat(inlet.tickAt(now)).isEqualTo(TEN.plusSeconds(900));
    assertThat(inlet.nextTick(now)).isEqualTo(TEN.plusSeconds(1_800));
    assertThat(inlet.tickAt(TEN)).isEqualTo(TEN);
    assertThat(inlet.tickAt(Instant.EPOCH.minusMillis(1)))
        .isEqualTo(Instant.EPOCH.minusSeconds(900));
  }

  @Test
  void ticksEachSecondWhereItIsSmooth() {
    Instant now = TEN.plusMillis(4_999);
    assertThat(smooth(40, MINUTE).tickAt(now)).isEqualTo(TEN.plusSeconds(4));
    assertThat(smooth(40, MINUTE).nextTick(now)).isEqualTo(TEN.plusSeconds(5));
  }

  @Test
  void letsNobodyInAtASecondThatGetsNone() {
    Periodic inlet = smooth(2, MINUTE);
    Instant noon = TEN.plusSeconds(29);
    open().under(inlet).at(TEN).when(tick(TEN)).thenLetsNobodyIn();
    open().under(inlet).at(noon).when(tick(noon)).thenLetsInAnyhow(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void spreadsEachPeriodExactlyAndEvenly(long seed) {
    Seeds.run(seed, PeriodicTest::assertSpreadsEvenly);
  }

  private static void assertSpreadsEvenly(SplittableRandom random) {
    long seconds = random.nextBoolean() ? 60 : random.nextLong(1, 3_601);
    long by = 1 + random.nextLong(1L << random.nextInt(63));
    Periodic inlet = smooth(by, Duration.ofSeconds(seconds));
    long first = TEN.getEpochSecond() / seconds * seconds;
    long sum = 0;
    for (long second = 0; second < seconds; second++) {
      sum += turns(inlet, Instant.ofEpochSecond(first + second));
      BigInteger straight =
          BigInteger.valueOf(by)
              .multiply(BigInteger.valueOf(second + 1))
              .divide(BigInteger.valueOf(seconds));
      assertThat(sum)
          .as("%d in %d s, after %d", by, seconds, second)
          .isEqualTo(straight.longValueExact());
    }
    assertThat(sum).isEqualTo(by);
  }

  @Test
  void spreadsTheLargestNumber() {
    Periodic inlet = smooth(Long.MAX_VALUE, Duration.ofSeconds(7));
    long first = TEN.getEpochSecond() / 7 * 7;
    assertThat(
            LongStream.range(first, first + 7)
                .map(second -> turns(inlet, Instant.ofEpochSecond(second)))
                .sum())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void refusesParametersOutOfBounds() {
    assertThatThrownBy(() -> each(0, MINUTE)).hasMessageContaining("increment_by");
    assertThatThrownBy(() -> each(1, Duration.ZERO)).hasMessageContaining("every");
    assertThatThrownBy(() -> each(1, Duration.ofMillis(1_500))).hasMessageContaining("every");
    assertThatThrownBy(() -> each(1, Duration.ofSeconds(3_601))).hasMessageContaining("every");
    assertThatThrownBy(() -> new Periodic(1, MINUTE, TEN, Optional.of(TEN), false))
        .hasMessage("end must be after start");
  }

  /** A room like any other; a periodic inlet does not look at how full it is. */
  private static SiteScript open() {
    return SiteScript.of(100, 90, 5, 0, 80);
  }

  private static Periodic each(long by, Duration every) {
    return new Periodic(by, every, Instant.EPOCH, Optional.empty(), false);
  }

  private static Periodic smooth(long by, Duration every) {
    return new Periodic(by, every, Instant.EPOCH, Optional.empty(), true);
  }

  private static Tick tick(Instant due) {
    return new Tick(due, AlarmState.OK);
  }

  private static long turns(Periodic inlet, Instant due) {
    return inlet
        .decide(open().snapshot(), due, tick(due))
        .map(IncrementServingCounter::by)
        .orElse(0L);
  }
}
