package io.anteroom.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EdgeSettingsTest {

  private static final String KEY = "a-key-of-twenty-characters";

  @Test
  void showsNoKey() {
    EdgeSettings settings =
        new EdgeSettings(1, 2, 3, List.of(KEY), null, null, "eu-central-1", false);

    assertThat(settings.originKeys()).containsExactly(KEY);
    assertThat(settings.toString()).contains("1 2 3").doesNotContain(KEY);
    assertThat(settings.publicAccess().toString()).doesNotContain(KEY);
  }
}
