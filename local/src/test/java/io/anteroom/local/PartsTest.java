package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.local.Parts.Layer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
  private final Parts parts = new Parts();
  private final List<String> stopped = new ArrayList<>();

  @Test
  void stopsWhatAsksBeforeWhatAnswersHoweverTheyStarted() {
    parts.add(Layer.SERVICES, () -> stopped.add("first service"));
    parts.add(Layer.REDIS, () -> stopped.add("redis"));
    parts.add(Layer.BROKER, () -> stopped.add("broker"));
    parts.add(Layer.SERVICES, () -> stopped.add("second service"));
    parts.add(Layer.CALLERS, () -> stopped.add("provider"));
    parts.add(Layer.CALLERS, () -> stopped.add("its origin"));
    parts.add(Layer.ORIGINS, () -> stopped.add("origin"));

    parts.close();

    assertThat(stopped)
        .containsExactly(
            "its origin",
            "provider",
            "origin",
            "second service",
            "first service",
            "broker",
            "redis");
  }

  @Test
  void stopsTheOthersWhenOneFailsTo() {
    parts.add(Layer.REDIS, () -> stopped.add("redis"));
    parts.add(
        Layer.BROKER,
        () -> {
          throw new IllegalStateException("stuck");
        });

    parts.close();

    assertThat(stopped).containsExactly("redis");
  }

  @Test
  void stopsAPartThatComesTooLate() {
    parts.close();

    assertThatThrownBy(() -> parts.add(Layer.BROKER, () -> stopped.add("broker")))
        .isInstanceOf(CannotStart.class);
    assertThat(stopped).containsExactly("broker");
  }

  @Test
  void stopsEachPartOnce() {
    parts.add(Layer.REDIS, () -> stopped.add("redis"));

    parts.close();
    parts.close();

    assertThat(stopped).containsExactly("redis");
  }
}
