package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UpOptionsTest {

  @Test
  void carriesOnUnlessToldOtherwise() {
    assertThat(UpOptions.from(List.of())).isEqualTo(new UpOptions(false, false));
    assertThat(UpOptions.from(List.of("--fresh"))).isEqualTo(new UpOptions(true, false));
  }

  @Test
  void namesAnOptionThatItDoesNotKnow() {
    assertThatThrownBy(() -> UpOptions.from(List.of("--fersh")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("'--fersh'");
  }
}
