package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryTest {

  @Test
  void saysHowMuchIsFreeWhenItIsShort() {
    assertThat(new Memory(Memory.NEEDED_MEGABYTES - 1).warning())
        .hasValueSatisfying(
            warning -> assertThat(warning).contains("1199 MB are free", "up to 1200 MB"));
  }

  @Test
  void saysNothingWhenThereIsEnough() {
    assertThat(new Memory(Memory.NEEDED_MEGABYTES).warning()).isEmpty();
  }

  @Test
  void asksTheSystem() {
    assertThat(Memory.ofThisMachine().freeMegabytes()).isPositive();
  }
}
