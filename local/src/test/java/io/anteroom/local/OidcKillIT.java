package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.local.LoginSite.Login;
import io.anteroom.local.LoginSite.Told;
import io.anteroom.testkit.ScriptlessBrowser;
import io.anteroom.testkit.ScriptlessBrowser.Reply;
import io.anteroom.testkit.UpProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and sites still have after the whole stack was killed amid their logins. */
class OidcKillIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path home;

  private Map<String, String> environment;
  private UpProcess up;
  private Operator operator;
  private LoginSite shop;

  @BeforeEach
  void start() throws IOException {
    int port = UpProcess.freePort();
    shop =
        new LoginSite(
            URI.create("http://localhost:" + port),
            "Shop",
            URI.create("https://site.example/callback"));
    environment =
        Map.of(
            "ANTEROOM_HOME", home.toString(),
            "ANTEROOM_PUBLIC_PORT", String.valueOf(UpProcess.freePort()),
            "ANTEROOM_PRIVATE_PORT", String.valueOf(UpProcess.freePort()),
            "ANTEROOM_OIDC_PORT", String.valueOf(port),
            "ANTEROOM_OIDC_CLIENTS", LoginSite.clients(shop));
    up = UpProcess.start(environment).awaitReady();
    operator = new Operator(Observer.of(home));
    operator.make("Shop", "{}");
  }

  @AfterEach
  void stop() throws IOException {
    up.close();
  }

  @Test
  void carriesOnWithPlacesAndCodes() {
    operator.letIn("Shop", 1);
    ScriptlessBrowser served = new ScriptlessBrowser();
    Login first = shop.begin();
    first.codeOf(served, first.start());
    ScriptlessBrowser waits = new ScriptlessBrowser();
    Login later = shop.begin();
    Reply waiting = waits.goTo(later.start());
    assertThat(waiting.at()).hasPath("/waiting_room");
    String used = first.codeOf(served, first.start());
    assertThat(first.exchange(used).status()).isEqualTo(200);
    Login second = shop.begin();
    String unused = second.codeOf(served, second.start());
    Instant made = Instant.now();

    up.kill();
    up = UpProcess.start(environment).awaitReady();

    Told refused = first.exchange(used);
    Told tokens = second.exchange(unused);
    assertThat(tokens.status())
        .as("of a code that is good for 60 s, %s old", Duration.between(made, Instant.now()))
        .isEqualTo(200);
    // As the other code was still good, this one was refused because it was used.
    assertThat(refused.text("error")).isEqualTo("invalid_grant");
    assertThat(second.exchange(unused).text("error")).isEqualTo("invalid_grant");
    assertThat(waits.goTo(waiting.at()).place()).isEqualTo(waiting.place());
    // Whoever decides may still be coming back; it harms nobody if it counts twice.
    await().atMost(PATIENCE).untilAsserted(() -> operator.letIn("Shop", 1));
    assertThat(later.exchange(later.codeOf(waits, waiting.at())).person())
        .containsEntry("sub", waiting.place());
  }
}
