package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalSettingsTest {

  @Test
  void hasAValueForEverythingThatTheEnvironmentDoesNotSay() {
    LocalSettings settings = LocalSettings.from(Map.of("ANTEROOM_PUBLIC_PORT", " "));

    assertThat(settings.home()).isEqualTo(Path.of(".anteroom").toAbsolutePath());
    assertThat(settings.publicOrigin()).isEqualTo(URI.create("http://localhost:8080"));
    assertThat(settings.privateOrigin()).isEqualTo(URI.create("http://localhost:8081"));
    assertThat(settings.oidc()).isEqualTo(URI.create("http://localhost:8082"));
    assertThat(settings.site()).isEqualTo(URI.create("http://localhost:8083"));
    assertThat(settings.management()).isEqualTo(URI.create("http://localhost:8079"));
    assertThat(settings.firstRoom().value()).isEqualTo("Sample");
  }

  @Test
  void takesWhatTheEnvironmentSays() {
    LocalSettings settings =
        LocalSettings.from(
            Map.of(
                "ANTEROOM_HOME", "/srv/anteroom",
                "ANTEROOM_PUBLIC_PORT", "1",
                "ANTEROOM_PRIVATE_PORT", "65535",
                "ANTEROOM_OIDC_PORT", "9443",
                "ANTEROOM_SITE_PORT", "9444",
                "ANTEROOM_MANAGEMENT_PORT", "9090",
                "EVENT_ID", "Opening_Night"));

    assertThat(settings.home()).isEqualTo(Path.of("/srv/anteroom"));
    assertThat(settings.publicPort()).isEqualTo(1);
    assertThat(settings.privatePort()).isEqualTo(65535);
    assertThat(settings.oidcPort()).isEqualTo(9443);
    assertThat(settings.sitePort()).isEqualTo(9444);
    assertThat(settings.managementPort()).isEqualTo(9090);
    assertThat(settings.firstRoom().value()).isEqualTo("Opening_Night");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "0", "-1", "65536", "80 80", "99999999999"})
  void namesAPortThatIsNone(String port) {
    assertThatThrownBy(() -> LocalSettings.from(Map.of("ANTEROOM_PRIVATE_PORT", port)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("ANTEROOM_PRIVATE_PORT")
        .hasMessageContaining("'" + port + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "ANTEROOM_PUBLIC_PORT,8081",
    "ANTEROOM_PUBLIC_PORT,8079",
    "ANTEROOM_PRIVATE_PORT,8079",
    "ANTEROOM_OIDC_PORT,8080",
    "ANTEROOM_OIDC_PORT,8081",
    "ANTEROOM_OIDC_PORT,8079",
    "ANTEROOM_SITE_PORT,8082",
    "ANTEROOM_SITE_PORT,8079",
    "ANTEROOM_MANAGEMENT_PORT,8080"
  })
  void refusesOnePortForTwoPurposes(String name, String port) {
    assertThatThrownBy(() -> LocalSettings.from(Map.of(name, port)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(name)
        .hasMessageContaining(port);
  }

  @Test
  void namesARoomThatCanBeNone() {
    assertThatThrownBy(() -> LocalSettings.from(Map.of("EVENT_ID", "no room")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("EVENT_ID");
  }
}
