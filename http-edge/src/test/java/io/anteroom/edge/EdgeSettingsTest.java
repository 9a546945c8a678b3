package io.anteroom.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EdgeSettingsTest {

  private static final String KEY = "a-key-of-twenty-characters";

  @Test
  void showsNoKey() {
    EdgeSettings settings =
        new EdgeSettings(1, 2, 3, List.of(KEY), null, null, "eu-central-1", null, false);

    assertThat(settings.originKeys()).containsExactly(KEY);
    assertThat(settings.toString()).contains("1 2 3").doesNotContain(KEY);
    assertThat(settings.publicAccess().toString()).doesNotContain(KEY);
  }

  @Test
  void callsThePublicOriginWithTheFirstOfItsKeysIfThereIsAny() {
    assertThat(withKeys(List.of(KEY, "another-key-of-this-kind")).originKey()).contains(KEY);
    assertThat(withKeys(null).originKey()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> withKeys(List.of()).originKey());
    assertThatIllegalArgumentException().isThrownBy(() -> withKeys(List.of("weak")).originKey());
  }

  @Test
  void letsThePagesOfThePanelsCallThePrivateFace() {
    assertThat(withPanels(null).privateAccess().panels()).isEmpty();
    assertThat(withPanels(List.of("https://panel.example")).privateAccess().panels())
        .containsExactly("https://panel.example");
    assertThatIllegalArgumentException().isThrownBy(() -> withPanels(List.of("*")).privateAccess());
  }

  private static EdgeSettings withPanels(@Nullable List<String> origins) {
    return new EdgeSettings(1, 2, 3, null, null, null, "eu-central-1", origins, true);
  }

  private static EdgeSettings withKeys(@Nullable List<String> keys) {
    return new EdgeSettings(1, 2, 3, keys, null, null, "eu-central-1", null, false);
  }
}
