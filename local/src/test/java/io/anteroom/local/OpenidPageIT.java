package io.anteroom.local;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.anteroom.local.DocsPage.Step;
import io.anteroom.testkit.UpProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs somebody in by hand, as the page about OpenID Connect says. */
class OpenidPageIT {

  /** In place of the stack: it shows which clients it would have. */
  private static final String INSTEAD_OF_UP =
      """
      #!/bin/sh
      printf '%s' "$ANTEROOM_OIDC_CLIENTS"
      """;

  @TempDir Path folder;

  @Test
  void theLoginByHandGivesWhatThePageShows() throws Exception {
    Path checkout = Files.createDirectory(folder.resolve("anteroom"));
    Terminal terminal = new Terminal(checkout);
    assumeThat(terminal.has("curl", "openssl")).as("curl and openssl are here").isTrue();
    DocsPage page = DocsPage.read("docs/openid.md");
    List<Step> steps =
        List.of(
            page.step("LOGIN="),
            page.step("increment_serving_counter"),
            page.step("TOKENS="),
            page.step("ACCESS="));
    int publicPort = UpProcess.freePort();
    int privatePort = UpProcess.freePort();
    int oidcPort = UpProcess.freePort();
    Map<String, String> environment =
        Map.of(
            "ANTEROOM_HOME", checkout.resolve(".anteroom").toString(),
            "ANTEROOM_PUBLIC_PORT", String.valueOf(publicPort),
            "ANTEROOM_PRIVATE_PORT", String.valueOf(privatePort),
            "ANTEROOM_OIDC_PORT", String.valueOf(oidcPort),
            "ANTEROOM_OIDC_CLIENTS", clients(terminal, page));

    try (UpProcess _ = UpProcess.start(environment).awaitReady()) {
      terminal.walk(steps, Map.of(8081, privatePort, 8082, oidcPort));
    }
  }

  /** Those with which the page has the stack started. */
  private String clients(Terminal terminal, DocsPage page) throws IOException {
    Path command = terminal.folder().resolve("anteroom");
    Files.writeString(command, INSTEAD_OF_UP);
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
    return terminal.type(page.step("ANTEROOM_OIDC_CLIENTS=").commands(), Map.of());
  }
}
