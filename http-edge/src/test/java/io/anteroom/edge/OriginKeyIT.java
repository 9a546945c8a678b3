package io.anteroom.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.edge.Wire.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.publisher.Mono;

class OriginKeyIT {

  private static final String OLD = "old-0123456789abcdef";
  private static final String NEW = "new-0123456789abcdef/+=,";

  private static EdgeServer server;
  private static int port;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    Face face =
        Face.open(PublicAccess.withKeys(List.of(OLD, NEW)))
            .get("/serving", call -> Mono.just(Answer.ok(1)))
            .post("/join", call -> Mono.just(Answer.ok(call.json().text("event_id"))))
            .build();
    server = EdgeServer.start(Origin.PUBLIC, 0, List.of(face));
    port = server.port();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {OLD, NEW})
  void letsEachOfTheKeysPass(String key) throws IOException {
    assertThat(Wire.get(port, "/serving", "x-api-key: " + key).status()).isEqualTo(200);
    assertThat(Wire.get(port, "/serving", "X-API-Key: " + key).status()).isEqualTo(200);
    assertThat(Wire.post(port, "/join", "{\"event_id\":\"S\"}", "x-api-key: " + key).status())
        .isEqualTo(200);
  }

  @Test
  void refusesEveryOtherKeyInTheSameWords() throws IOException {
    List<Reply> replies =
        List.of(
            Wire.get(port, "/serving"),
            Wire.get(port, "/serving", "x-api-key: "),
            Wire.get(port, "/serving", "x-api-key: " + OLD.substring(1)),
            Wire.get(port, "/serving", "x-api-key: " + OLD + "x"),
            Wire.get(port, "/serving", "x-api-key: " + OLD.toUpperCase(java.util.Locale.ROOT)),
            Wire.get(port, "/serving", "x-api-key: " + OLD + ", " + NEW),
            Wire.get(port, "/serving", "x-api-key: " + OLD, "x-api-key: " + NEW),
            Wire.get(port, "/serving?x-api-key=" + OLD),
            Wire.exchange(port, "HEAD", "/serving", ""),
            Wire.post(port, "/join", "{}"));

    assertThat(replies)
        .allSatisfy(reply -> {
          assertThat(reply.status()).isEqualTo(403);
          assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
          assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        });
    assertThat(replies.getFirst().body())
        .isEqualTo("{\"error\":\"a valid key is required in the header x-api-key\"}");
  }

  @Test
  void refusesBeforeItReadsABody() throws IOException {
    try (Wire wire = new Wire(port)) {
      wire.send("POST /join HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\n");

      assertThat(wire.receive().status()).isEqualTo(403);
      assertThat(wire.isHungUp()).isTrue();
    }
  }

  @Test
  void answersAPreflightWithoutAKey() throws IOException {
    Reply reply =
        Wire.exchange(
            port,
            "OPTIONS",
            "/join",
            "",
            "Origin: http://shop",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: x-api-key,content-type");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.header("Access-Control-Allow-Headers")).isEqualTo("*");
  }

  @Test
  void asksForNoKeyWhereNoneIsConfigured() {
    assertThat(settings(Map.of()).publicAccess().admits(List.of())).isTrue();
  }

  @Test
  void takesKeysFromASettingOrFromAFileThatOthersCantRead() throws IOException {
    Path file =
        Files.writeString(directory.resolve("keys"), "# since May\n" + OLD + "\n\n " + NEW + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    List<PublicAccess> both =
        List.of(
            settings(Map.of("anteroom.origin-keys", OLD + "," + OLD + "2")).publicAccess(),
            settings(Map.of("anteroom.origin-key-file", file.toString())).publicAccess());

    assertThat(both)
        .allSatisfy(access -> {
          assertThat(access.admits(List.of(OLD))).isTrue();
          assertThat(access.admits(List.of("else"))).isFalse();
          assertThat(access.toString()).doesNotContain(OLD);
        });
    assertThat(both.getLast().admits(List.of(NEW))).isTrue();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> PublicAccess.from(Optional.empty(), Optional.of(file)))
        .hasMessageContaining("only its owner may read it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", "short", "nineteen-characters", OLD + ",", OLD + ",weak"})
  void refusesToStartWithALockThatIsNone(String keys) {
    assertThatThrownBy(() -> settings(Map.of("anteroom.origin-keys", keys)).publicAccess())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("anteroom.origin-keys")
        .hasMessageNotContaining("nineteen");
  }

  @Test
  void refusesMoreKeysThanAnybodyNeeds() {
    List<String> keys =
        java.util.stream.IntStream.range(0, 9).mapToObj(number -> OLD + number).toList();

    assertThatThrownBy(() -> PublicAccess.withKeys(keys)).hasMessageContaining("1 to 8 keys");
    assertThatThrownBy(() -> PublicAccess.from(Optional.of(List.of(OLD)), Optional.of(directory)))
        .hasMessageContaining("not both");
  }

  private static EdgeSettings settings(Map<String, String> properties) throws BindException {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("anteroom", EdgeSettings.class);
  }
}
