package io.anteroom.recipes.envoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.anteroom.recipes.Changes;
import io.anteroom.recipes.Gate;
import io.anteroom.recipes.KeyServer;
import io.anteroom.recipes.ProxyProcess;
import io.anteroom.recipes.RecipeContract;
import io.anteroom.recipes.SiteBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Needs {@code envoy} on the path, which neither Maven nor Debian has: tried by hand, as
 * docs/verifying.md says.
 */
class EnvoyRecipeTrial extends RecipeContract {

  private static final Path RECIPE = Path.of("envoy", "envoy.yaml");

  private static Optional<Path> envoy = Optional.empty();

  @BeforeAll
  static void looksForEnvoy() {
    envoy = ProxyProcess.find("envoy");
    assumeThat(envoy).as("envoy is here").isPresent();
  }

  @Override
  protected String recipe() {
    return "envoy";
  }

  @Override
  protected Gate open(KeyServer keys, Path folder) throws IOException {
    SiteBehind site = new SiteBehind();
    int port = ProxyProcess.freePort();
    Path config = folder.resolve("envoy.yaml");
    new Changes(
            Map.of(
                "address: 0.0.0.0, port_value: 10000", "address: 127.0.0.1, port_value: " + port,
                "address: localhost, port_value: 3000",
                    "address: 127.0.0.1, port_value: " + site.port(),
                "https://waiting.example/.well-known/jwks.json", keys.url(),
                "address: waiting.example, port_value: 443",
                    "address: 127.0.0.1, port_value: " + keys.port(),
                "cache_duration: 60s", "cache_duration: 1s"))
        .apply(RECIPE, config);
    withoutTls(config);
    return ProxyProcess.start(
        List.of(
            envoy.orElseThrow().toString(),
            "--config-path",
            config.toString(),
            "--use-dynamic-base-id",
            "--concurrency",
            "2",
            "--log-level",
            "error"),
        folder,
        port,
        site);
  }

  /** As the table of docs/verifying.md has it. */
  @Test
  void decidesBetweenHeaderAndCookie() {
    assertThat(status("Bearer " + GOOD, EXPIRED)).isEqualTo(401);
    assertThat(status("Bearer " + EXPIRED, GOOD)).isEqualTo(401);
    assertThat(status("Bearer opaque", GOOD)).isEqualTo(401);
    assertThat(status("Basic dTpw", GOOD)).isEqualTo(403);
    assertThat(status("bearer " + GOOD, "")).isEqualTo(401);
  }

  @Test
  void goesByTheFirstOfTwoCookies() {
    String cookies = "anteroom_token=" + EXPIRED + "; anteroom_token=" + GOOD;

    assertThat(answer(Map.of("Cookie", cookies)).statusCode()).isEqualTo(401);
  }

  private int status(String authorization, String cookie) {
    return answer(Map.of("Authorization", authorization, "Cookie", "anteroom_token=" + cookie))
        .statusCode();
  }

  @Test
  void takesTheTokenOfACookieToo() {
    assertThat(answer(Map.of("Cookie", "a=b; anteroom_token=" + GOOD)).statusCode()).isEqualTo(200);
    assertThat(answer(Map.of("Cookie", "a=b; anteroom_token=x" + GOOD)).statusCode())
        .isEqualTo(401);
  }

  /** The key server of the tests speaks plain HTTP; its TLS is the last part of the file. */
  private static void withoutTls(Path config) throws IOException {
    String text = Files.readString(config);
    Files.writeString(config, text.substring(0, text.indexOf("      transport_socket:")));
  }
}
