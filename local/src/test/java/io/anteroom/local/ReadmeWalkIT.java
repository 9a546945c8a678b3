package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.anteroom.testkit.UpProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types the walk of the README into a shell and compares what comes out with what the README shows.
 */
class ReadmeWalkIT {
  private static final Path README = Path.of("..", "README.md");

  /** A block of commands, and the block with their output if there is one. */
  private static final Pattern STEP =
      Pattern.compile("```bash\n(.*?)```\n(?:```json\n(.*?)```\n)?", Pattern.DOTALL);

  private static final String END_OF_STEP = "--- end of step";
  private static final long WALK_LIMIT_SECONDS = 120;

  @TempDir Path folder;

  private record Step(String commands, String output) {}

  private record Spoken(String output, int status) {}

  @Test
  void theWalkGivesWhatTheReadmeShows() throws Exception {
    assumeThat(shell("curl --version && openssl version").status())
        .as("curl and openssl are here")
        .isZero();
    List<Step> steps = steps();
    assertThat(steps).hasSizeGreaterThan(5);
    int publicPort = UpProcess.freePort();
    int privatePort = UpProcess.freePort();
    Map<String, String> environment =
        Map.of(
            "ANTEROOM_HOME", folder.resolve(".anteroom").toString(),
            "ANTEROOM_PUBLIC_PORT", String.valueOf(publicPort),
            "ANTEROOM_PRIVATE_PORT", String.valueOf(privatePort));

    try (UpProcess _ = UpProcess.start(environment, "--fresh").awaitReady()) {
      String[] outputs =
          shell(
                  script(steps)
                      .replace("localhost:8080", "localhost:" + publicPort)
                      .replace("localhost:8081", "localhost:" + privatePort))
              .output()
              .replace("localhost:" + publicPort, "localhost:8080")
              .split(END_OF_STEP + "\n", -1);

      for (int i = 0; i < steps.size(); i++) {
        assertThat(withoutChance(outputs[i]))
            .as("output of%n%s", steps.get(i).commands())
            .isEqualTo(withoutChance(steps.get(i).output()));
      }
    }
  }

  private static List<Step> steps() throws IOException {
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(Files.readString(README));
    while (matcher.find()) {
      steps.add(new Step(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2)));
    }
    return steps;
  }

  private static String script(List<Step> steps) {
    StringBuilder script = new StringBuilder();
    for (Step step : steps) {
      script.append(step.commands()).append("echo '").append(END_OF_STEP).append("'\n");
    }
    return script.toString();
  }

  /** What differs from run to run is replaced by its name. */
  private static String withoutChance(String output) {
    return output
        .replaceAll("(202\n)*200\n", "200\n")
        .replaceAll("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}", "<uuid>")
        .replaceAll("eyJ[\\w.-]+", "<token>")
        .replaceAll("\\b1\\d{9}\\b", "<time>")
        .replaceAll("\"expires_in\":35\\d\\d", "\"expires_in\":3600")
        .strip();
  }

  private Spoken shell(String script) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process bash =
        new ProcessBuilder("bash", "-s")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try (var input = bash.getOutputStream()) {
      input.write(script.getBytes(StandardCharsets.UTF_8));
    }
    try {
      assertThat(bash.waitFor(WALK_LIMIT_SECONDS, TimeUnit.SECONDS)).as("the shell ends").isTrue();
      return new Spoken(Files.readString(output), bash.exitValue());
    } finally {
      bash.destroyForcibly();
    }
  }
}
