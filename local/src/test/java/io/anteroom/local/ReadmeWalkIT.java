package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.anteroom.local.DocsPage.Step;
import io.anteroom.testkit.UpProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types the walk of the README into a shell and compares what comes out with what the README shows.
 */
class ReadmeWalkIT {

  @TempDir Path folder;

  @Test
  void theWalkGivesWhatTheReadmeShows() throws Exception {
    Terminal terminal = new Terminal(folder);
    assumeThat(terminal.has("curl", "openssl")).as("curl and openssl are here").isTrue();
    List<Step> steps = DocsPage.read("README.md").steps();
    assertThat(steps).hasSizeGreaterThan(5);
    int publicPort = UpProcess.freePort();
    int privatePort = UpProcess.freePort();
    Map<String, String> environment =
        Map.of(
            "ANTEROOM_HOME", folder.resolve(".anteroom").toString(),
            "ANTEROOM_PUBLIC_PORT", String.valueOf(publicPort),
            "ANTEROOM_PRIVATE_PORT", String.valueOf(privatePort));

    try (UpProcess _ = UpProcess.start(environment, "--fresh").awaitReady()) {
      terminal.walk(steps, Map.of(8080, publicPort, 8081, privatePort));
    }
  }
}
