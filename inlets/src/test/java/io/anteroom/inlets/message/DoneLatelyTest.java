package io.anteroom.inlets.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoneLatelyTest {

  private final DoneLately lately = new DoneLately(2);

  @Test
  void knowsWhatWasDoneForThatInlet() {
    lately.add("door", "m-1");

    assertThat(lately.knows("door", "m-1")).isTrue();
    assertThat(lately.knows("door", "m-2")).isFalse();
    assertThat(lately.knows("other", "m-1")).isFalse();
  }

  @Test
  void forgetsWhatWasDoneFirst() {
    lately.add("door", "m-1");
    lately.add("door", "m-2");
    lately.add("door", "m-2");
    assertThat(lately.knows("door", "m-1")).isTrue();

    lately.add("door", "m-3");

    assertThat(lately.knows("door", "m-1")).isFalse();
    assertThat(lately.knows("door", "m-2")).isTrue();
    assertThat(lately.knows("door", "m-3")).isTrue();
  }
}
