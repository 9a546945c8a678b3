package io.anteroom.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelOriginsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://panel.example",
        "https://panel.example:8443",
        "https://10.0.0.7",
        "https://[2001:db8::1]:8443",
        "https://xn--bcher-kva.example",
        "http://localhost:8083",
        "http://localhost",
        "http://127.0.0.1:9000",
        "http://[::1]:9000"
      })
  void takesWhatABrowserSends(String origin) {
    assertThat(PanelOrigins.checked(List.of(origin))).containsExactly(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "null",
        "panel.example",
        "//panel.example",
        "https://",
        "https://panel.example/",
        "https://panel.example/panel",
        "https://Panel.example",
        "HTTPS://panel.example",
        "https://panel.example:443",
        "https://panel.example:0",
        "https://*.example",
        "https://me@panel.example",
        "https://b\u00fccher.example",
        "https://panel.example https://other.example",
        "https://panel.example\r\nX: y",
        "http://panel.example",
        "http://localhost.example",
        "http://localhost:80",
        "file:///panel.html"
      })
  void refusesWhatNoBrowserSendsOrWhereNoPanelCanSign(String origin) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PanelOrigins.checked(List.of("https://panel.example", origin)))
        .withMessageStartingWith("anteroom.panel-origins must hold origins such as https://")
        .withMessageEndingWith("not " + origin);
  }

  @Test
  void refusesMoreThanAnybodyHas() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PanelOrigins.checked(Collections.nCopies(17, "https://panel.example")))
        .withMessage("anteroom.panel-origins must hold at most 16 origins, not 17");
  }
}
