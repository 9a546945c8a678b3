package io.anteroom.oidc.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderAddressTest {

  @Test
  void namesItsPathsAndWhetherItIsReachedByHttps() {
    ProviderAddress address = new ProviderAddress(URI.create("https://login.example:8443"));

    assertThat(address.issuer()).hasToString("https://login.example:8443");
    assertThat(address.at(ProviderAddress.TOKEN)).hasToString("https://login.example:8443/token");
    assertThat(address.isSecure()).isTrue();
    assertThat(new ProviderAddress(URI.create("http://localhost:8082")).isSecure()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example/",
        "https://login.example/path",
        "https://login.example?query",
        "https://login.example#fragment",
        "https://user@login.example",
        "ftp://login.example",
        "login.example",
        "/path",
        ""
      })
  void refusesWhatIsNoOriginAndSaysHowOneLooks(String text) {
    assertThatThrownBy(() -> new ProviderAddress(URI.create(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ANTEROOM_OIDC_ISSUER")
        .hasMessageContaining("https://login.example, without path");
  }
}
