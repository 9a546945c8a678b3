package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.testkit.UpProcess;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole stack as people run it: a process that is started, stopped, killed and started again.
 */
class UpIT {
  private static final Pattern REQUEST_ID = Pattern.compile("\"api_request_id\":\"([^\"]+)\"");

  @TempDir Path home;

  private final HttpClient http = HttpClient.newHttpClient();
  private Map<String, String> environment;
  private URI publicOrigin;

  @BeforeEach
  void choosePorts() throws IOException {
    int publicPort = UpProcess.freePort();
    publicOrigin = URI.create("http://localhost:" + publicPort);
    environment =
        Map.of(
            "ANTEROOM_HOME", home.toString(),
            "ANTEROOM_PUBLIC_PORT", String.valueOf(publicPort),
            "ANTEROOM_PRIVATE_PORT", String.valueOf(UpProcess.freePort()),
            "EVENT_ID", "Opening");
  }

  @Test
  void carriesOnAfterAStopAndAfterAKillAndForgetsWhenToldTo() throws Exception {
    String first;
    try (UpProcess up = UpProcess.start(environment).awaitReady()) {
      first = join();
      assertThat(awaitNumber(first)).isEqualTo(1);
      assertThat(up.stop()).isEqualTo(143);
      assertThat(up.output()).contains("Anteroom has stopped.").doesNotContain("\tat ");
    }
    String second;
    try (UpProcess up = UpProcess.start(environment).awaitReady()) {
      assertThat(awaitNumber(first)).isEqualTo(1);
      second = join();
      assertThat(awaitNumber(second)).isEqualTo(2);
      up.kill();
    }
    try (UpProcess up = UpProcess.start(environment).awaitReady()) {
      assertThat(awaitNumber(second)).isEqualTo(2);
      assertThat(awaitNumber(join())).isEqualTo(3);
      up.stop();
    }
    try (UpProcess up = UpProcess.start(environment, "--fresh").awaitReady()) {
      assertThat(ask(first).statusCode()).isEqualTo(404);
      assertThat(awaitNumber(join())).isEqualTo(1);
      up.stop();
    }
  }

  @Test
  void saysWhereItIsWhileItRuns() throws Exception {
    try (UpProcess up = UpProcess.start(environment).awaitReady()) {
      Properties runtime = new Properties();
      try (Reader reader = Files.newBufferedReader(home.resolve("runtime.properties"))) {
        runtime.load(reader);
      }
      assertThat(runtime)
          .containsEntry("public", publicOrigin.toString())
          .containsEntry("event", "Opening")
          .containsKeys("bootstrap", "prefix", "private", "oidc", "credentials");
      assertThat(logIn(runtime.getProperty("oidc")))
          .as("no site was named")
          .contains("<h1>", "client_id");
      assertThat(up.output())
          .contains(publicOrigin.toString(), home.resolve("credentials").toString())
          .doesNotContain("WARN");
      up.stop();
    }
    assertThat(home.resolve("runtime.properties")).doesNotExist();
  }

  @Test
  void stopsInTheMiddleOfAStartAndStartsAgain() throws Exception {
    try (UpProcess up = UpProcess.start(environment).awaitLine("broker on")) {
      assertThat(up.stop()).isEqualTo(143);
      assertThat(up.output())
          .contains("Anteroom has stopped.")
          .doesNotContain("is ready", "\tat ", "anteroom:");
    }
    try (UpProcess up = UpProcess.start(environment).awaitReady()) {
      assertThat(awaitNumber(join())).isEqualTo(1);
      up.stop();
    }
  }

  /** What a person sees who is sent there by a site that nobody knows. */
  private String logIn(String provider) throws Exception {
    HttpResponse<String> page =
        http.send(
            HttpRequest.newBuilder(URI.create(provider + "/authorize?client_id=Opening")).build(),
            BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(400);
    return page.body();
  }

  private String join() throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(publicOrigin.resolve("/assign_queue_num"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"event_id\":\"Opening\"}"))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Matcher id = REQUEST_ID.matcher(answer.body());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private long awaitNumber(String requestId) throws Exception {
    await().atMost(Duration.ofSeconds(20)).until(() -> ask(requestId).statusCode() == 200);
    Matcher number = Pattern.compile("\"queue_number\":(\\d+)").matcher(ask(requestId).body());
    assertThat(number.find()).isTrue();
    return Long.parseLong(number.group(1));
  }

  private HttpResponse<String> ask(String requestId) throws Exception {
    return http.send(
        HttpRequest.newBuilder(
                publicOrigin.resolve("/queue_num?event_id=Opening&request_id=" + requestId))
            .build(),
        BodyHandlers.ofString());
  }
}
