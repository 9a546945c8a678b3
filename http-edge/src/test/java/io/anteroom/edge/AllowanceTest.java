package io.anteroom.edge;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AllowanceTest {

  private final Allowance allowance = new Allowance(100);

  @Test
  void servesWhoComesAsLongAsThereIsSomething() {
    Allowance.Share first = allowance.share();
    Allowance.Share second = allowance.share();
    first.growTo(60);
    second.growTo(40);

    assertThatThrownBy(() -> first.growTo(61))
        .isInstanceOf(Refusal.Unavailable.class)
        .hasMessage("other long bodies are in work");
  }

  @Test
  void takesOnlyWhatIsMissing() {
    Allowance.Share share = allowance.share();
    share.growTo(60);

    assertThatCode(() -> share.growTo(100)).doesNotThrowAnyException();
  }

  @Test
  void hasWhatIsHandedOnBackFromWhoHasItNow() {
    Allowance.Share first = allowance.share();
    first.growTo(60);
    Allowance.Share next = first.handOn();

    first.giveBack();
    assertThatThrownBy(() -> allowance.share().growTo(41)).isInstanceOf(Refusal.Unavailable.class);

    next.giveBack();
    assertThatCode(() -> allowance.share().growTo(100)).doesNotThrowAnyException();
  }

  @Test
  void hasAllAgainWhenEverybodyHasGivenBack() {
    Allowance.Share first = allowance.share();
    first.growTo(60);
    Allowance.Share refused = allowance.share();
    assertThatThrownBy(() -> refused.growTo(50)).isInstanceOf(Refusal.Unavailable.class);

    refused.giveBack();
    first.giveBack();
    first.giveBack();

    Allowance.Share last = allowance.share();
    assertThatCode(() -> last.growTo(100)).doesNotThrowAnyException();
    assertThatThrownBy(() -> allowance.share().growTo(1)).isInstanceOf(Refusal.Unavailable.class);
  }
}
