package io.anteroom.inlets.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.inlet.Periodic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TicksTest {

  private static final Instant NOON = Instant.ofEpochSecond(1_763_640_000);
  private static final Periodic MINUTELY =
      new Periodic(10, Duration.ofMinutes(1), Instant.EPOCH, Optional.empty(), false);

  private final List<Instant> told = new ArrayList<>();
  private Instant now = NOON;

  private Ticks ticks(Periodic period) {
    return new Ticks("main", period, () -> now, told::add);
  }

  @Test
  void tellsATickWhenItIsDueAndOnce() {
    now = NOON.minusMillis(300);
    Ticks ticks = ticks(MINUTELY);

    assertThat(ticks.tellWhatIsDue()).isEqualTo(Duration.ofMillis(300));
    now = NOON;
    assertThat(ticks.tellWhatIsDue()).isEqualTo(Duration.ofSeconds(1));
    now = NOON.plusSeconds(59);
    ticks.tellWhatIsDue();

    assertThat(told).containsExactly(NOON);
  }

  @Test
  void doesNotMakeUpForWhatWasDueBeforeItBegan() {
    now = NOON.plusSeconds(1);
    Ticks ticks = ticks(MINUTELY);

    ticks.tellWhatIsDue();
    now = NOON.plusSeconds(60);
    ticks.tellWhatIsDue();

    assertThat(told).containsExactly(NOON.plusSeconds(60));
  }

  @Test
  void tellsEachTickOfASecondThatItSleptThrough() {
    Periodic smooth =
        new Periodic(60, Duration.ofMinutes(1), Instant.EPOCH, Optional.empty(), true);
    Ticks ticks = ticks(smooth);

    now = NOON.plusMillis(3_200);
    ticks.tellWhatIsDue();

    assertThat(told).containsExactly(NOON.plusSeconds(1), NOON.plusSeconds(2), NOON.plusSeconds(3));
  }

  @Test
  void passesOverWhatLapsedWhileTheClockWasSetForward() {
    Periodic smooth =
        new Periodic(60, Duration.ofMinutes(1), Instant.EPOCH, Optional.empty(), true);
    now = Instant.EPOCH;
    Ticks ticks = ticks(smooth);

    now = NOON;
    ticks.tellWhatIsDue();

    assertThat(told).hasSize(5).startsWith(NOON.minusSeconds(4)).endsWith(NOON);
  }

  @Test
  void goesOnAtOnceAfterTheClockWasSetBack() {
    Ticks ticks = ticks(MINUTELY);

    now = NOON.minusSeconds(7_200).plusSeconds(1);
    ticks.tellWhatIsDue();
    now = NOON.minusSeconds(7_200).plusSeconds(60);
    ticks.tellWhatIsDue();

    assertThat(told).containsExactly(NOON.minusSeconds(7_200).plusSeconds(60));
  }
}
