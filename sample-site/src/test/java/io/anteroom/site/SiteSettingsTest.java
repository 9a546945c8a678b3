package io.anteroom.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SiteSettingsTest {

  @Test
  void takesTheTokensOfThePublicOriginUnlessTheRoomHasAnotherIssuer() {
    assertThat(settings(Map.of("anteroom.public-origin", "https://waiting.example")).issuer())
        .isEqualTo("https://waiting.example");
    assertThat(settings(Map.of("anteroom.site.issuer", "https://shop.example")).issuer())
        .isEqualTo("https://shop.example");
  }

  @Test
  void isSecureWhereBrowsersReachItByTls() {
    assertThat(settings(Map.of()).isSecure()).isFalse();
    assertThat(settings(Map.of("anteroom.site.origin", "https://shop.example")).isSecure())
        .isTrue();
  }

  @Test
  void namesWhatIsMissingOrWrong() {
    SiteSettings unsigned = settings(Map.of());

    assertThatThrownBy(unsigned::requiredCredentialsFile)
        .hasMessageContaining("ANTEROOM_CREDENTIALS_FILE");
    assertThatThrownBy(() ->
            new SiteSettings.Own(65_536, URI.create("http://localhost"), "Sample", null, false))
        .hasMessageContaining("ANTEROOM_SITE_PORT");
  }

  private static SiteSettings settings(Map<String, String> given) {
    return new Binder(new MapConfigurationPropertySource(given))
        .bindOrCreate("anteroom", SiteSettings.class);
  }
}
