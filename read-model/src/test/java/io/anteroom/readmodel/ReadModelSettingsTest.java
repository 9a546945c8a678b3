package io.anteroom.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadModelSettingsTest {

  @Test
  void showsNoPassword() {
    assertThat(new ReadModelSettings(URI.create("rediss://:a-password@cache:6380")))
        .asString()
        .contains("cache:6380")
        .doesNotContain("a-password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a-password@cache", "http://a-password@cache", "redis:a-password"})
  void namesTheSettingWithoutItsValue(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReadModelSettings(URI.create(url)))
        .withMessageContaining("ANTEROOM_REDIS_URL")
        .withMessageNotContaining("a-password");
  }
}
