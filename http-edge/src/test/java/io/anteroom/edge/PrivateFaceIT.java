package io.anteroom.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.anteroom.edge.Wire.Reply;
import io.anteroom.edge.signature.Credentials;
import io.anteroom.edge.signature.Signing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class PrivateFaceIT {

  private static final String ID = "AKIDANTEROOM";
  private static final String SECRET = "a/secret+with=signs";
  private static final String REGION = "us-east-1";
  private static final String JSON = "{\"event_id\":\"Sample\"}";

  @TempDir Path directory;

  private EdgeServer server;

  @BeforeEach
  void start() {
    server = EdgeServer.start(Origin.PRIVATE, 0, List.of(face(access())));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static PrivateAccess access() {
    return PrivateAccess.signedWith(Credentials.of(Map.of(ID, SECRET)), REGION, Clock.systemUTC());
  }

  private static Face face(PrivateAccess access) {
    return Face.guarded(access)
        .get("/tokens", call -> Mono.just(Answer.ok(call.query().text("event_id"))))
        .post("/serve", call -> Mono.just(Answer.ok(call.json().text("event_id"))))
        .put("/rooms/{room}", call -> Mono.just(Answer.ok(call.json().text("event_id"))))
        .delete("/rooms/{room}", call -> Mono.just(Answer.empty()))
        .build();
  }

  private Reply signed(String secret, String method, String target, String body)
      throws IOException {
    Signing signing = new Signing(ID, secret, REGION, "execute-api", Clock.systemUTC());
    URI uri = URI.create("http://here" + target);
    Map<String, List<String>> headers = signing.sign(method, uri, Map.of(), body.getBytes(UTF_8));
    List<String> lines = new ArrayList<>();
    headers.forEach((name, values) -> {
      if (!name.equals("host")) {
        values.forEach(value -> lines.add(name + ": " + value));
      }
    });
    return Wire.exchange(server.port(), method, target, body, lines.toArray(String[]::new));
  }

  @Test
  void letsASignedRequestPass() throws IOException {
    assertThat(signed(SECRET, "POST", "/serve", JSON).body()).isEqualTo("\"Sample\"");
    assertThat(signed(SECRET, "GET", "/tokens?event_id=a%20b", "").body()).isEqualTo("\"a b\"");
    assertThat(signed(SECRET, "HEAD", "/tokens?event_id=S", "").status()).isEqualTo(200);
    assertThat(signed(SECRET, "PUT", "/rooms/a.b_c-1", JSON).body()).isEqualTo("\"Sample\"");
    assertThat(signed(SECRET, "DELETE", "/rooms/a.b_c-1", "").status()).isEqualTo(200);
  }

  @Test
  void refusesAnyOtherInTheSameWords() throws IOException {
    Reply unsigned = Wire.post(server.port(), "/serve", JSON);
    Reply wrong = signed("wrong", "POST", "/serve", JSON);
    Reply presigned =
        Wire.get(
            server.port(), "/tokens?event_id=S&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=0");

    assertThat(List.of(unsigned, wrong, presigned))
        .allSatisfy(reply -> {
          assertThat(reply.status()).isEqualTo(403);
          assertThat(reply.body())
              .isEqualTo("{\"error\":\"a valid AWS Signature Version 4 is required\"}");
          assertThat(reply.header("Access-Control-Allow-Origin")).isNull();
        });
  }

  @Test
  void refusesALongBodyBeforeItLooksAtTheSignature() throws IOException {
    assertThat(Wire.post(server.port(), "/serve", "x".repeat(8193)).status()).isEqualTo(413);
  }

  @Test
  void answersNoPreflight() throws IOException {
    assertThat(Wire.exchange(server.port(), "OPTIONS", "/serve", "").status()).isEqualTo(405);
  }

  @Test
  void acceptsWhatCurlSigns() throws Exception {
    assumeThat(curlCanSign()).as("no curl 7.75 or newer here").isTrue();
    String base = "http://localhost:" + server.port();

    assertThat(curl(SECRET, base + "/serve", "-H", "Content-Type: application/json", "-d", JSON))
        .isEqualTo("200");
    assertThat(curl(SECRET, base + "/tokens?event_id=Sample")).isEqualTo("200");
    assertThat(curl("wrong", base + "/tokens?event_id=Sample")).isEqualTo("403");
    assertThat(curl(SECRET, base + "/serve", "-d", JSON)).isEqualTo("415");
  }

  private static String curl(String secret, String url, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "curl",
                "-s",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}",
                "--aws-sigv4",
                "aws:amz:" + REGION + ":execute-api",
                "--user",
                ID + ":" + secret,
                url));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).start();
    String code = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return code;
  }

  private static boolean curlCanSign() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("curl", "--help", "all").start();
      String help = new String(process.getInputStream().readAllBytes(), UTF_8);
      process.waitFor();
      return help.contains("--aws-sigv4");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void refusesToBeBuiltWithoutALock() throws IOException {
    assertThatThrownBy(() -> PrivateAccess.from(Optional.empty(), REGION, false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("anteroom.credentials-file");
    assertThat(PrivateAccess.from(Optional.empty(), REGION, true))
        .isInstanceOf(PrivateAccess.BehindGateway.class);

    Path file =
        Files.writeString(
            directory.resolve("credentials"),
            "[anteroom]\naws_access_key_id = A\naws_secret_access_key = b\n");
    assertThat(PrivateAccess.from(Optional.of(file), REGION, true))
        .isInstanceOf(PrivateAccess.Signed.class);
  }
}
