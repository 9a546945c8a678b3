package io.anteroom.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AdminSettingsTest {

  @Test
  void hasDefaultsForAStackOnThisMachine() {
    AdminSettings settings = settings(Map.of());

    assertThat(settings.firstRoom()).hasToString("Sample");
    assertThat(settings.issuer()).hasToString("http://localhost:8080");
  }

  @Test
  void namesAFirstRoomThatCanNotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bound(Map.of("anteroom.event-id", "a room")))
        .withMessageContaining("anteroom.event-id (EVENT_ID)")
        .withMessageContaining("'a room'");
  }

  @Test
  void namesAnOriginThatCanNotIssueTokens() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bound(Map.of("anteroom.public-origin", "http://a room")))
        .withMessageContaining("anteroom.public-origin (ANTEROOM_PUBLIC_ORIGIN)");
  }

  private static AdminSettings bound(Map<String, String> properties) {
    try {
      return settings(properties);
    } catch (BindException e) {
      throw (IllegalArgumentException) rootOf(e);
    }
  }

  private static Throwable rootOf(Throwable e) {
    return e.getCause() == null ? e : rootOf(e.getCause());
  }

  private static AdminSettings settings(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("anteroom", AdminSettings.class);
  }
}
