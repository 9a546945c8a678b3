package io.anteroom.oidc.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.waitingpage.WaitingPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class OidcSettingsTest {

  private static OidcSettings settings(Map<String, Object> variables) {
    StandardEnvironment nothingElse =
        new StandardEnvironment() {
          @Override
          protected void customizePropertySources(MutablePropertySources sources) {
            sources.addLast(
                new SystemEnvironmentPropertySource(
                    SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
          }
        };
    nothingElse.setConversionService(new ApplicationConversionService());
    ConfigurationPropertySources.attach(nothingElse);
    return Binder.get(nothingElse).bindOrCreate("anteroom", OidcSettings.class);
  }

  @Test
  void hasDefaultsForAStackOnThisMachine() {
    OidcSettings settings = settings(Map.of());

    assertThat(settings.oidc().port()).isEqualTo(8082);
    assertThat(settings.address().issuer()).hasToString("http://localhost:8082");
    assertThat(settings.publicOrigin()).hasToString("http://localhost:8080");
    assertThat(settings.privateOrigin()).hasToString("http://localhost:8081");
    assertThat(settings.clients()).isEmpty();
    assertThat(settings.clientsFile()).isEmpty();
    assertThat(settings.oidc().requestIdAsCode()).isFalse();
  }

  @Test
  void isSetByVariables() {
    OidcSettings settings =
        settings(
            Map.of(
                "ANTEROOM_OIDC_PORT", "0",
                "ANTEROOM_OIDC_ISSUER", "https://login.example",
                "ANTEROOM_OIDC_CLIENTS", "[{\"client_id\": \"Sample, and\"}]",
                "ANTEROOM_OIDC_KEY_FILE", "/run/keys",
                "ANTEROOM_OIDC_REQUEST_ID_AS_CODE", "true",
                "ANTEROOM_CREDENTIALS_FILE", "/run/credentials"));

    assertThat(settings.oidc().port()).isZero();
    assertThat(settings.address().issuer()).hasToString("https://login.example");
    assertThat(settings.clients()).hasValue("[{\"client_id\": \"Sample, and\"}]");
    assertThat(settings.clientsFile()).isEmpty();
    assertThat(settings.requiredKeyFile()).isEqualTo(Path.of("/run/keys"));
    assertThat(settings.requiredCredentialsFile()).isEqualTo(Path.of("/run/credentials"));
    assertThat(settings.oidc().requestIdAsCode()).isTrue();
  }

  @Test
  void takesClientsFromAFileInstead() {
    OidcSettings settings = settings(Map.of("ANTEROOM_OIDC_CLIENTS_FILE", "/run/clients"));

    assertThat(settings.clients()).isEmpty();
    assertThat(settings.clientsFile()).hasValue(Path.of("/run/clients"));
  }

  @Test
  void namesTheSettingThatIsMissingOrWrong() {
    assertThatThrownBy(() -> settings(Map.of()).requiredKeyFile())
        .hasMessageContaining("ANTEROOM_OIDC_KEY_FILE");
    assertThatThrownBy(() -> settings(Map.of()).requiredCredentialsFile())
        .hasMessageContaining("ANTEROOM_CREDENTIALS_FILE");
    assertThatThrownBy(() -> settings(Map.of("ANTEROOM_OIDC_ISSUER", "https://a/b")).address())
        .hasMessageContaining("ANTEROOM_OIDC_ISSUER");
    assertThatThrownBy(() -> settings(Map.of("ANTEROOM_OIDC_PORT", "65536")))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageContaining("ANTEROOM_OIDC_PORT");
  }

  @Test
  void showsNoClients() {
    assertThat(settings(Map.of("ANTEROOM_OIDC_CLIENTS", "hidden?")).toString())
        .doesNotContain("hidden?");
  }

  @Test
  void takesItsLookFromAFolder(@TempDir Path folder) throws IOException {
    OidcSettings settings = settings(Map.of("ANTEROOM_OIDC_PAGE_DIR", folder.toString()));
    Files.writeString(folder.resolve("texts.json"), "{\"en\": {\"room\": \"Kiln\"}}");

    WaitingPage pages = new WaitingPage(settings.look());

    byte[] texts = Objects.requireNonNull(pages.files().get("texts.en.json")).bytes();
    assertThat(new String(texts, UTF_8)).contains("\"room\":\"Kiln\"");
  }

  @Test
  void namesTheSettingOfALookThatIsWrong(@TempDir Path folder) throws IOException {
    OidcSettings settings = settings(Map.of("ANTEROOM_OIDC_PAGE_DIR", folder.toString()));
    Files.writeString(folder.resolve("theme.css"), ":root {}");

    assertThatThrownBy(settings::look)
        .hasMessageStartingWith(
            "anteroom.oidc.page-dir (ANTEROOM_OIDC_PAGE_DIR): "
                + folder
                + ": theme.css does not set");
  }
}
