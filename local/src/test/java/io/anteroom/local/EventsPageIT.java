package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.anteroom.testkit.UpProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscribes to the events of a running stack as the page for consumers says. */
class EventsPageIT {
  private static final String PAGE = "docs/events.md";

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
    DocsPage page = DocsPage.read(PAGE);
    String console =
        SCRIPT + page.block("bash", "BOOTSTRAP=") + page.block("bash", "print.headers=true");
    assertThat(withoutChance(run(console)))
        .isEqualTo(withoutChance(page.block("", "token_generated")));
  }

  @Test
  void theJavaProgramOfThePageReadsTokens() throws Exception {
    DocsPage page = DocsPage.read(PAGE);
    Files.writeString(folder.resolve("Visitors.java"), page.block("java", "class Visitors"));
    String program =
        """
        java -cp "$CLASSES" Visitors.java "$BOOTSTRAP" > seen 2> errors &
        trap 'kill %1' EXIT
        until grep token_generated seen; do kill -0 %1; sleep 0.1; done
        """;
    assertThat(run(SCRIPT + page.block("bash", "BOOTSTRAP=") + program))
        .startsWith("token_generated {\"event_id\":\"Sample\",\"request_id\":");
  }

  private static String withoutChance(String output) {
    return DocsPage.withoutChance(output).replaceAll("Sample/\\d+", "Sample/<n>");
  }

  private String run(String script) throws IOException {
    Terminal terminal = new Terminal(folder);
    assumeThat(terminal.has("curl")).as("curl is here").isTrue();
    int publicPort = UpProcess.freePort();
    int privatePort = UpProcess.freePort();
    Map<String, String> environment =
        Map.of(
            "ANTEROOM_HOME", folder.resolve(".anteroom").toString(),
            "ANTEROOM_PUBLIC_PORT", String.valueOf(publicPort),
            "ANTEROOM_PRIVATE_PORT", String.valueOf(privatePort));
    try (UpProcess _ = UpProcess.start(environment, "--fresh").awaitReady()) {
      return terminal.type(
          script,
          Map.of(
              "CLASSES", System.getProperty("java.class.path"),
              "PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"),
              "PUBLIC", "http://localhost:" + publicPort,
              "PRIVATE", "http://localhost:" + privatePort));
    }
  }
}
