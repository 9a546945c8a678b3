package io.anteroom.ingress.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void goesFromTheFastestToTheSlowestWithSomeDoubtAndAStepMoreOrLess() {
    WaitRange wait = new Pace(5, 10, Duration.ofSeconds(7)).waitFor(1000);

    assertThat(wait).isEqualTo(new WaitRange(100 * 9 / 10 - 7, 200 * 11 / 10 + 7));
  }

  @Test
  void isAboutToBeOverWhereTheNextStepMayBeTheLast() {
    WaitRange wait = new Pace(100 / 60.0, 100 / 60.0, Duration.ofMinutes(1)).waitFor(50);

    assertThat(wait).isEqualTo(new WaitRange(0, 33 + 60));
  }

  @Test
  void staysWithinWhatCanBeSaidHoweverLongItIs() {
    WaitRange wait = new Pace(1e-6, 1, SECOND).waitFor(Long.MAX_VALUE);

    assertThat(wait.highSeconds()).isEqualTo(Long.MAX_VALUE);
    assertThat(wait.lowSeconds()).isPositive();
  }

  @Test
  void refusesWhatIsNoPaceAndNoWait() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Pace(0, 1, SECOND));
    assertThatIllegalArgumentException().isThrownBy(() -> new Pace(Double.NaN, 1, SECOND));
    assertThatIllegalArgumentException().isThrownBy(() -> new Pace(2, 1, SECOND));
    assertThatIllegalArgumentException().isThrownBy(() -> new Pace(1, 1, Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> new WaitRange(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new WaitRange(2, 1));
  }
}
