package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.testkit.UpProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crowd in the real line: {@code anteroom up} and {@code anteroom load} side by side. */
class LoadIT {
  private static final String ORIGIN_KEY = "the-key-of-this-crowd";

  @TempDir Path home;

  private record Spoken(String output, int status) {}

  @Test
  void twoThousandVisitorsComeThroughAndAgainWhenTheRoomHasAHistory() throws Exception {
    Map<String, String> environment =
        Map.of(
            "ANTEROOM_HOME", home.toString(),
            "ANTEROOM_ORIGIN_KEYS", "another-key-of-a-cdn," + ORIGIN_KEY,
            "ANTEROOM_PUBLIC_PORT", String.valueOf(UpProcess.freePort()),
            "ANTEROOM_PRIVATE_PORT", String.valueOf(UpProcess.freePort()));

    try (UpProcess _ = UpProcess.start(environment).awaitReady()) {
      Spoken fresh = load(environment, "--visitors=2000", "--arrivals=200", "--serve=300");
      assertThat(fresh.output())
          .contains("2,000 of 2,000 joined, 2,000 numbered, 2,000 admitted, 200 closed, 0 gave up")
          .endsWith("Passed: every check held.\n");
      assertThat(fresh.status()).isZero();

      Spoken more =
          load(
              environment,
              "--visitors=100",
              "--arrivals=50",
              "--serve=50",
              "--pages=50",
              "--minutes=0.1");
      assertThat(more.output())
          .contains("100 of 100 joined, 100 numbered, 100 admitted")
          .contains("50: 50 have a place, 50 have a number, 0 heard nothing")
          .doesNotContain("numbers   1 to")
          .endsWith("Passed: every check held.\n");

      Spoken afresh = load(environment, "--reset", "--visitors=10");
      assertThat(afresh.output())
          .contains("1 to 10, 0 of them held by nobody")
          .endsWith("Passed: every check held.\n");
    }
  }

  private static Spoken load(Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.anteroom.rehearsal.Rehearsal",
                "--origin-key=" + ORIGIN_KEY));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Spoken(output, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
  }
}
