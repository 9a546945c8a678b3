package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.testkit.UpProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the stack can't start: one sentence, status 1, nothing left behind. */
class UpRefusalIT {
  @TempDir Path home;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void choosePorts() throws IOException {
    environment.put("ANTEROOM_HOME", home.toString());
    environment.put("ANTEROOM_PUBLIC_PORT", String.valueOf(UpProcess.freePort()));
    environment.put("ANTEROOM_PRIVATE_PORT", String.valueOf(UpProcess.freePort()));
  }

  @Test
  void namesTheStackThatAlreadyRunsOnTheSameState() throws IOException {
    StateDirectory state = StateDirectory.open(home);
    Path kept = Files.writeString(state.credentials(), "of the first");
    try (StateLock held = StateLock.take(state, LocalSettings.from(Map.of()))) {
      assertThat(held).isNotNull();
      assertThat(refusal("--fresh"))
          .contains("already runs on " + home)
          .contains("process " + ProcessHandle.current().pid())
          .contains("http://localhost:8080");
    }
    assertThat(kept).hasContent("of the first");
  }

  @ParameterizedTest
  @CsvSource({
    "ANTEROOM_PRIVATE_PORT,private",
    "ANTEROOM_OIDC_PORT,OpenID",
    "ANTEROOM_SITE_PORT,sample site"
  })
  void namesABusyPort(String variable, String origin) throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = String.valueOf(taken.getLocalPort());
      environment.put(variable, port);

      assertThat(refusal()).contains("port " + port, origin, variable);
    }
    assertThat(home.resolve("broker")).doesNotExist();
  }

  @Test
  void namesABadValue() throws IOException {
    environment.put("ANTEROOM_PUBLIC_PORT", "http");

    assertThat(refusal()).contains("ANTEROOM_PUBLIC_PORT", "'http'");
  }

  @Test
  void namesASiteThatCanNotLogIn() throws IOException {
    environment.put("ANTEROOM_OIDC_CLIENTS", "[{\"client_id\": \"Sample\"}]");

    assertThat(refusal()).contains("ANTEROOM_OIDC_CLIENTS", "client 1", "redirect_uris");
  }

  @Test
  void namesAFileOfSitesThatIsNotThere() throws IOException {
    Path missing = home.resolve("sites.json");
    environment.put("ANTEROOM_OIDC_CLIENTS_FILE", missing.toString());

    assertThat(refusal()).contains(missing.toString());
  }

  @Test
  void namesAnUnknownOption() throws IOException {
    assertThat(refusal("--frehs")).contains("'--frehs'");
  }

  @Test
  void stopsEverythingWhenOnePartCanNotStart() throws IOException {
    Files.writeString(home.resolve("ticket-key"), "not a key");

    String said = refusal();

    assertThat(said).contains("ticket-key").contains("anteroom.log");
    assertThat(home.resolve("anteroom.log")).content().contains("the start failed", "\tat ");
  }

  /** What it said last; everything before is progress. */
  private String refusal(String... arguments) throws IOException {
    try (UpProcess up = UpProcess.start(environment, arguments)) {
      assertThat(up.awaitEnd()).isEqualTo(1);
      assertThat(up.output()).doesNotContain("\tat ");
      assertThat(up.output().lines().filter(line -> line.startsWith("anteroom: ")))
          .singleElement()
          .satisfies(sentence -> assertThat(sentence).doesNotContain("Exception"));
      return up.output();
    }
  }
}
