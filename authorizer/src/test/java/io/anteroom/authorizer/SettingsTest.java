package io.anteroom.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.tokens.Expectation;
import io.anteroom.tokens.TokenUse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "ANTEROOM_PUBLIC_ORIGIN", "https://waiting.example", "ANTEROOM_EVENT_ID", "Sample"));

  @Test
  void needsAnOriginAndARoomOnly() {
    Settings settings = Settings.of(environment);

    assertThat(settings.keys())
        .hasToString("PublishedKeys[https://waiting.example/.well-known/jwks.json]");
    assertThat(settings.expected())
        .isEqualTo(expectation("https://waiting.example", Duration.ofSeconds(5)));
  }

  @Test
  void takesAnIssuerAndASkew() {
    environment.put("ANTEROOM_ISSUER", "https://other.example/issuer");
    environment.put("ANTEROOM_CLOCK_SKEW", "0");

    assertThat(Settings.of(environment).expected())
        .isEqualTo(expectation("https://other.example/issuer", Duration.ZERO));
  }

  @Test
  void takesAnEmptyVariableForNone() {
    environment.put("ANTEROOM_ISSUER", "");
    environment.put("ANTEROOM_ORIGIN_KEY", "");
    environment.put("ANTEROOM_CLOCK_SKEW", "");

    assertThat(Settings.of(environment).expected())
        .isEqualTo(expectation("https://waiting.example", Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ANTEROOM_PUBLIC_ORIGIN", "ANTEROOM_EVENT_ID"})
  void saysWhatIsMissing(String name) {
    environment.remove(name);

    refuses(name + " must be set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "waiting.example",
        "ftp://waiting.example",
        "https://waiting.example/",
        "https://waiting.example/path",
        "https://waiting.example?query",
        "https://waiting.example#part",
        "https://user@waiting.example",
        "https://",
        "https:///",
        "https://waiting example",
        "https:waiting.example",
      })
  void refusesWhatIsNoOrigin(String origin) {
    environment.put("ANTEROOM_PUBLIC_ORIGIN", origin);

    refuses(
        "ANTEROOM_PUBLIC_ORIGIN must be like https://waiting.example.com, without a path or a"
            + " slash");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ANTEROOM_EVENT_ID   | a b  | ANTEROOM_EVENT_ID: event_id must be 1 to 128 characters of A-Z a-z 0-9 . _ -",
        "ANTEROOM_ISSUER     | a b  | ANTEROOM_ISSUER: issuer must be 1 to 512 printable ASCII characters without spaces",
        "ANTEROOM_ORIGIN_KEY | a b  | ANTEROOM_ORIGIN_KEY: an origin key must be visible ASCII characters",
        "ANTEROOM_CLOCK_SKEW | 5s   | ANTEROOM_CLOCK_SKEW must be a whole number of seconds",
        "ANTEROOM_CLOCK_SKEW | 1e9  | ANTEROOM_CLOCK_SKEW must be a whole number of seconds",
        "ANTEROOM_CLOCK_SKEW | 61   | ANTEROOM_CLOCK_SKEW: clock skew must be 0 to 60 s, not PT1M1S",
        "ANTEROOM_CLOCK_SKEW | -1   | ANTEROOM_CLOCK_SKEW: clock skew must be 0 to 60 s, not PT-1S",
      })
  void saysWhatIsWrong(String name, String value, String message) {
    environment.put(name, value);

    refuses(message);
  }

  @Test
  void keepsTheOriginKeyToItself() {
    environment.put("ANTEROOM_ORIGIN_KEY", "s3cr3t");

    assertThat(Settings.of(environment).toString()).doesNotContain("s3cr3t");
  }

  private void refuses(String message) {
    assertThatThrownBy(() -> Settings.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static Expectation expectation(String issuer, Duration skew) {
    return new Expectation(new EventId("Sample"), new Issuer(issuer), TokenUse.ACCESS, skew);
  }
}
