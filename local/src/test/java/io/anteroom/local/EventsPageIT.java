package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.anteroom.testkit.UpProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscribes to the events of a running stack as the page for consumers says. */
class EventsPageIT {
  private static final Path PAGE = Path.of("..", "docs", "events.md");
  private static final Pattern BLOCK = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);
  private static final long LIMIT_SECONDS = 120;

  /** One person is let in. Where the page has a program of Kafka, its class is run. */
  private static final String SCRIPT =
      """
      set -eu
      key() { sed -n "s/^$1 *= *//p" .anteroom/credentials; }
      post() { curl -s -H 'Content-Type: application/json' "$@"; }
      kafka-console-consumer.sh() {
        java -cp "$CLASSES" org.apache.kafka.tools.consumer.ConsoleConsumer "$@" --max-messages 1
      }
      JOINED=$(post "$PUBLIC/assign_queue_num" -d '{"event_id": "Sample"}')
      BODY='{"event_id": "Sample", "request_id": "'$(cut -d'"' -f4 <<< "$JOINED")'"}'
      post --aws-sigv4 aws:amz:us-east-1:execute-api \\
        --user "$(key aws_access_key_id):$(key aws_secret_access_key)" -o answer \\
        "$PRIVATE/increment_serving_counter" -d '{"event_id": "Sample", "increment_by": 1}'
      until post "$PUBLIC/generate_token" -d "$BODY" -o answer -w '%{http_code}' | grep -q 200
      do sleep 0.1; done
      """;

  @TempDir Path folder;

  @Test
  void theConsoleConsumerShowsWhatThePageShows() throws Exception {
    String console = SCRIPT + block("bash", "BOOTSTRAP=") + block("bash", "print.headers=true");
    assertThat(withoutChance(run(console))).isEqualTo(withoutChance(block("", "token_generated")));
  }

  @Test
  void theJavaProgramOfThePageReadsTokens() throws Exception {
    Files.writeString(folder.resolve("Visitors.java"), block("java", "class Visitors"));
    String program =
        """
        java -cp "$CLASSES" Visitors.java "$BOOTSTRAP" > seen 2> errors &
        trap 'kill %1' EXIT
        until grep token_generated seen; do kill -0 %1; sleep 0.1; done
        """;
    assertThat(run(SCRIPT + block("bash", "BOOTSTRAP=") + program))
        .startsWith("token_generated {\"event_id\":\"Sample\",\"request_id\":");
  }

  private static String block(String language, String content) throws IOException {
    return BLOCK
        .matcher(Files.readString(PAGE))
        .results()
        .filter(block -> block.group(1).equals(language) && block.group(2).contains(content))
        .map(block -> block.group(2))
        .findFirst()
        .orElseThrow();
  }

  /** What differs from run to run is replaced by its name. */
  private static String withoutChance(String output) {
    return output
        .replaceAll("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}", "<uuid>")
        .replaceAll("\\b1\\d{9}\\b", "<time>")
        .replaceAll("Sample/\\d+", "Sample/<n>")
        .strip();
  }

  private String run(String script) throws IOException, InterruptedException {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/curl"))).as("curl is here").isTrue();
    int publicPort = UpProcess.freePort();
    int privatePort = UpProcess.freePort();
    Map<String, String> environment =
        Map.of(
            "ANTEROOM_HOME", folder.resolve(".anteroom").toString(),
            "ANTEROOM_PUBLIC_PORT", String.valueOf(publicPort),
            "ANTEROOM_PRIVATE_PORT", String.valueOf(privatePort));
    try (UpProcess _ = UpProcess.start(environment, "--fresh").awaitReady()) {
      return shell(
          script,
          Map.of(
              "CLASSES", System.getProperty("java.class.path"),
              "PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"),
              "PUBLIC", "http://localhost:" + publicPort,
              "PRIVATE", "http://localhost:" + privatePort));
    }
  }

  private String shell(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder(List.of("bash", "-c", script))
            .directory(folder.toFile())
            .redirectError(folder.resolve("complaints").toFile())
            .redirectOutput(said.toFile());
    builder.environment().putAll(environment);
    Process bash = builder.start();
    try {
      assertThat(bash.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
          .as(() -> "the shell ends; it said " + complaints())
          .isTrue();
      return Files.readString(said);
    } finally {
      bash.destroyForcibly();
    }
  }

  private String complaints() {
    try {
      return Files.readString(folder.resolve("complaints"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
