package io.anteroom.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.anteroom.edge.Wire.Reply;
import io.anteroom.edge.signature.Credentials;
import io.anteroom.edge.signature.Signing;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class LongBodyIT {

  private static final int MOST = 64 * 1024;
  private static final String ID = "AKIDANTEROOM";
  private static final String SECRET = "a/secret+with=signs";
  private static final String REGION = "us-east-1";
  private static final Duration BODY_TIMEOUT = Duration.ofMillis(300);

  private final CompletableFuture<Answer> later = new CompletableFuture<>();
  private EdgeServer open;
  private EdgeServer guarded;

  @BeforeEach
  void start() {
    Face visitors =
        Face.open(PublicAccess.everybody())
            .post("/long", Body.upTo(MOST, 2 * MOST), LongBodyIT::length)
            .post("/text", Body.upTo(MOST, MOST).orText(), LongBodyIT::length)
            .post("/slow", Body.upTo(MOST, MOST), _ -> Mono.fromFuture(later, true))
            .post("/patient", Body.upTo(4 * 1024 * 1024, 4 * 1024 * 1024), LongBodyIT::length)
            .post("/asked", Body.upTo(MOST, MOST).behind(LongBodyIT::turnAway), LongBodyIT::length)
            .build();
    Face programs =
        Face.guarded(
                PrivateAccess.signedWith(
                    Credentials.of(Map.of(ID, SECRET)), REGION, Clock.systemUTC()))
            .post("/long", Body.upTo(MOST, MOST), LongBodyIT::length)
            .build();
    open = start(Origin.PUBLIC, visitors);
    guarded = start(Origin.PRIVATE, programs);
  }

  private static EdgeServer start(Origin origin, Face face) {
    return EdgeServer.start(
        origin,
        new InetSocketAddress(0),
        List.of(face),
        new CompositeMeterRegistry(),
        Limits.of(Duration.ofSeconds(30), BODY_TIMEOUT));
  }

  @AfterEach
  void stop() {
    open.close();
    guarded.close();
  }

  private static Mono<Answer> length(Call call) {
    return Mono.just(Answer.ok(call.body().length + " " + Arrays.hashCode(call.body())));
  }

  private static void turnAway(Call head) {
    if (head.header("X-Stranger").isPresent()) {
      throw new Refusal.NotFound("nobody knows you");
    }
  }

  private static String answerTo(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return "\"" + bytes.length + " " + Arrays.hashCode(bytes) + "\"";
  }

  /** A text in which no part is like another, so that none can be lost or stand elsewhere. */
  private static String text(int length) {
    StringBuilder text = new StringBuilder(length + 8);
    for (int i = 0; text.length() < length; i++) {
      text.append(i).append(' ');
    }
    return text.substring(0, length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8 * 1024, 8 * 1024 + 1, 20_000, MOST})
  void readsABodyOfAnyAllowedLength(int length) throws IOException {
    String body = text(length);

    assertThat(Wire.post(open.port(), "/long", body).body()).isEqualTo(answerTo(body));
    assertThat(chunked("/long", body, 4096).body()).isEqualTo(answerTo(body));
  }

  @Test
  void refusesAByteMore() throws IOException {
    Reply announced = Wire.post(open.port(), "/long", text(MOST + 1));
    Reply chunked = chunked("/long", text(MOST + 1), 8192);

    assertThat(List.of(announced, chunked))
        .allSatisfy(reply -> {
          assertThat(reply.status()).isEqualTo(413);
          assertThat(reply.body()).contains("the body must not be longer than 65536 bytes");
        });
  }

  private Reply chunked(String path, String body, int size) throws IOException {
    try (Wire wire = new Wire(open.port())) {
      wire.send("POST " + path + " HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int at = 0; at < body.length(); at += size) {
        String chunk = body.substring(at, Math.min(at + size, body.length()));
        wire.send(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
      }
      wire.send("0\r\n\r\n");
      return wire.receive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain; charset=UTF-8", "text/plain", "application/json"})
  void takesTextWhereItIsAllowed(String type) throws IOException {
    assertThat(Wire.post(open.port(), "/text", "{}", "Content-Type: " + type).status())
        .isEqualTo(200);
  }

  @Test
  void refusesOtherTypesInItsOwnWords() throws IOException {
    Reply text = Wire.post(open.port(), "/text", "{}", "Content-Type: text/html");
    Reply json = Wire.post(open.port(), "/long", "{}", "Content-Type: text/plain");

    assertThat(text.status()).isEqualTo(415);
    assertThat(text.body()).contains("application/json or text/plain in UTF-8");
    assertThat(json.status()).isEqualTo(415);
    assertThat(json.body()).contains("must be application/json in UTF-8");
  }

  @Test
  void takesNoMoreLongBodiesAtATimeThanThereIsMemoryFor() throws IOException {
    CompletableFuture<Reply> first = CompletableFuture.supplyAsync(() -> post("/slow", text(MOST)));
    await().until(() -> post("/slow", text(MOST)).status() == 503);

    Reply refused = post("/slow", text(MOST));
    assertThat(refused.header("Retry-After")).isEqualTo("2");
    assertThat(refused.body()).contains("other long bodies are in work");
    assertThat(first).isNotDone();
    later.complete(Answer.empty());
    assertThat(first.join().status()).isEqualTo(200);
    assertThat(post("/slow", text(MOST)).status()).isEqualTo(200);
  }

  private Reply post(String path, String body) {
    try {
      return Wire.post(open.port(), path, body);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void hasItsMemoryBackFromWhoNeverCameToAnEnd() throws IOException {
    for (int i = 0; i < 3; i++) {
      try (Wire wire = new Wire(open.port())) {
        wire.send("POST /slow HTTP/1.1\r\nHost: here\r\nContent-Length: " + MOST + "\r\n\r\n");
        wire.send(text(9_000));
        assertThat(wire.receive().status()).isEqualTo(408);
      }
    }
    for (int i = 0; i < 3; i++) {
      try (Wire wire = new Wire(open.port())) {
        wire.send("POST /slow HTTP/1.1\r\nHost: here\r\nContent-Length: " + MOST + "\r\n\r\n");
        wire.send(text(9_000));
      }
    }
    later.complete(Answer.empty());

    await().until(() -> post("/slow", text(MOST)).status() == 200);
  }

  @Test
  void countsABodyForAsLongAsItIsWorkedOnAlsoIfTheCallerHangsUp() throws IOException {
    try (Wire wire = new Wire(open.port())) {
      wire.send("POST /slow HTTP/1.1\r\nHost: here\r\nContent-Length: " + MOST + "\r\n\r\n");
      wire.send(text(MOST));
      await().until(() -> post("/slow", text(MOST)).status() == 503);
    }

    await().during(Duration.ofMillis(500)).until(() -> post("/slow", text(MOST)).status() == 503);
    later.complete(Answer.empty());
    assertThat(post("/slow", text(MOST)).status()).isEqualTo(200);
  }

  @Test
  void givesALongBodyTheTimeThatItTakes() throws IOException {
    int length = 2 * 1024 * 1024;
    try (Wire slow = new Wire(open.port());
        Wire late = new Wire(open.port())) {
      slow.send("POST /patient HTTP/1.1\r\nHost: here\r\nContent-Length: " + length + "\r\n\r\n{");
      late.send("POST /patient HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n\r\n{");

      assertThat(late.receive().status()).isEqualTo(408);
      slow.send("x".repeat(length - 1));
      assertThat(slow.receive().status()).isEqualTo(200);
    }
  }

  @Test
  void asksTheEndpointBeforeItReads() throws IOException {
    try (Wire wire = new Wire(open.port())) {
      wire.send("POST /asked HTTP/1.1\r\nHost: here\r\nX-Stranger: 1\r\nContent-Length: 9\r\n\r\n");

      Reply reply = wire.receive();

      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.body()).contains("nobody knows you");
      assertThat(wire.isHungUp()).isTrue();
    }
    assertThat(Wire.post(open.port(), "/asked", "{}").status()).isEqualTo(200);
  }

  @Test
  void readsNothingLongOfAStranger() throws IOException {
    try (Wire wire = new Wire(guarded.port())) {
      wire.send("POST /long HTTP/1.1\r\nHost: here\r\nContent-Length: " + MOST + "\r\n\r\n");

      assertThat(wire.receive().status()).isEqualTo(403);
      assertThat(wire.isHungUp()).isTrue();
    }
  }

  @Test
  void readsWhatIsSignedAndRefusesWhatIsNot() throws IOException {
    String body = text(MOST);

    assertThat(signed(body, body).body()).isEqualTo(answerTo(body));
    assertThat(signed(body, body.replace('1', '2')).status()).isEqualTo(403);
  }

  private Reply signed(String signed, String sent) throws IOException {
    Signing signing = new Signing(ID, SECRET, REGION, "execute-api", Clock.systemUTC());
    List<String> lines = new ArrayList<>();
    signing
        .sign("POST", URI.create("http://here/long"), Map.of(), signed.getBytes(UTF_8))
        .forEach((name, values) -> {
          if (!name.equals("host")) {
            lines.add(name + ": " + values.getFirst());
          }
        });
    return Wire.post(guarded.port(), "/long", sent, lines.toArray(String[]::new));
  }

  @Test
  void refusesARuleThatCouldNeverBeKept() {
    assertThatThrownBy(() -> Body.upTo(MOST, MOST - 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there must be memory for a body of 65536 bytes, not only 65535");
  }
}
