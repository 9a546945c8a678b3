package io.anteroom.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.edge.Wire.Reply;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

class EdgeServerIT {

  private static final String JSON = "Content-Type: application/json";

  private static EdgeServer server;
  private static int port;

  @BeforeAll
  static void start() {
    server = EdgeServer.start(Origin.PUBLIC, 0, List.of(face()));
    port = server.port();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Face face() {
    return Face.open(PublicAccess.everybody())
        .get("/echo", call -> Mono.just(Answer.ok(Map.of("q", call.query().text("q")))))
        .get("/kept", call -> Mono.just(Answer.ok(1).keptFor(Duration.ofSeconds(3))))
        .get("/tagged", call -> Mono.just(Answer.ok(1).revalidatedBy("g1-7")))
        .get("/gone", call -> Mono.error(new Refusal.Gone("it is over")))
        .get("/busy", call -> Mono.error(new Refusal.Unavailable("full", Duration.ofSeconds(2))))
        .get("/broken", call -> Mono.error(new IllegalStateException("secret-4711")))
        .get("/thrown", EdgeServerIT::fault)
        .post("/echo", call -> Mono.just(Answer.ok(Map.of("q", call.json().text("q")))))
        .post("/silent", call -> Mono.just(Answer.empty()))
        .post("/marked", EdgeServerIT::mark)
        .post("/marked/{too}", EdgeServerIT::mark)
        .get("/rooms/{room}", EdgeServerIT::room)
        .put("/rooms/{room}", EdgeServerIT::room)
        .delete("/rooms/{room}", EdgeServerIT::room)
        .get("/conflict", call -> Mono.error(new Refusal.Conflict("it is closed")))
        .get("/unprocessable", call -> Mono.error(new Refusal.Unprocessable("another body")))
        .get("/rush", call -> Mono.error(new Refusal.TooManyRequests("wait", Duration.ZERO)))
        .build();
  }

  private static Mono<Answer> room(Call call) {
    return Mono.just(Answer.ok(call.path("room", EventId::new, Refusal.NotFound::new).value()));
  }

  private static Mono<Answer> mark(Call call) {
    return Mono.just(
        Answer.ok(
            call.idempotencyKey().map(mark -> mark.key() + " " + mark.body()).orElse("none")));
  }

  private static Mono<Answer> fault(Call call) {
    throw new IllegalStateException("secret-4711", new IOException("secret-4712"));
  }

  @Test
  void answersAQuestionWithJsonThatNobodyKeeps() throws IOException {
    Reply reply = Wire.get(port, "/echo?q=1%202");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{\"q\":\"1 2\"}");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/Echo",
        "/echo/",
        "//echo",
        "/echo;v=1",
        "/./echo",
        "/x/../echo",
        "/%65cho",
        "/echo%2f",
        "/echo%00",
        "/echo#x",
        "/echo/x",
        "echo",
        "*",
        "http://here/echo",
        "/ech\u00e9",
        "/<echo>"
      })
  void knowsAPathOnlyByItsExactLetters(String path) throws IOException {
    Reply reply = Wire.get(port, path + "?q=1");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body()).isEqualTo("{\"error\":\"no such path\"}");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sample", "a.b", "...", "-", "%s", "_0.Z-"})
  void hearsTheWordAtTheEndOfAPath(String pattern) throws IOException {
    String word = pattern.replace("%s", "x".repeat(EventId.MAX_LENGTH));

    for (String method : List.of("GET", "PUT", "DELETE")) {
      Reply reply = Wire.exchange(port, method, "/rooms/" + word + "?q=/1", "");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo('"' + word + '"');
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/rooms/",
        "/rooms",
        "/rooms/.",
        "/rooms/..",
        "/rooms/a/",
        "/rooms/a/b",
        "/rooms//a",
        "/rooms/./a",
        "/rooms/%61",
        "/rooms/a%2fb",
        "/rooms/a;v=1",
        "/rooms/a+b",
        "/rooms/a~",
        "/rooms/{room}",
        "/Rooms/a"
      })
  void takesNothingForAWordThatCouldBeReadInTwoWays(String path) throws IOException {
    Reply reply = Wire.get(port, path);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body()).isEqualTo("{\"error\":\"no such path\"}");
  }

  @Test
  void refusesAWordThatMakesNoValueAsTheEndpointWants() throws IOException {
    Reply reply = Wire.get(port, "/rooms/" + "x".repeat(EventId.MAX_LENGTH + 1));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body()).contains("event_id must be 1 to 128 characters");
  }

  @Test
  void wantsJsonInThePlaceWhereItPutsThings() throws IOException {
    Reply text = Wire.exchange(port, "PUT", "/rooms/a", "{}", "Content-Type: text/plain");
    Reply post = Wire.post(port, "/rooms/a", "{}", JSON);

    assertThat(text.status()).isEqualTo(415);
    assertThat(post.status()).isEqualTo(405);
    assertThat(post.header("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PUT");
  }

  @Test
  void namesTheMethodsOfAPathToWhoeverTriesAnother() throws IOException {
    Reply reply = Wire.exchange(port, "DELETE", "/echo", "");

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    assertThat(reply.body()).contains("\"error\"");
    assertThat(Wire.get(port, "/silent").header("Allow")).isEqualTo("OPTIONS, POST");
  }

  @Test
  void tellsARepeatFromAnotherCallUnderTheSameKey() throws IOException {
    String first = mark("/marked", "{}");

    // printf 'POST /marked\n{}' | sha256sum
    assertThat(first)
        .isEqualTo("\"k-1 550e8cb60a853e406b91af3ae7e1fc5521e016e0ff3c7590e6e2ead930c50c09\"");
    assertThat(mark("/marked", "{}")).isEqualTo(first);
    assertThat(mark("/marked?x=1", "{}")).isEqualTo(first);
    assertThat(mark("/marked", "{ }")).isNotEqualTo(first);
    assertThat(mark("/marked/a", "{}")).isNotEqualTo(first);
    assertThat(Wire.post(port, "/marked", "{}").body()).isEqualTo("\"none\"");
  }

  private static String mark(String target, String body) throws IOException {
    return Wire.post(port, target, body, "idempotency-key: k-1").body();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "\u00fc", "%s"})
  void refusesAKeyThatIsNone(String pattern) throws IOException {
    String key = pattern.replace("%s", "k".repeat(256));

    Reply reply = Wire.post(port, "/marked", "{}", "Idempotency-Key: " + key);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("Idempotency-Key must be 1 to 255 visible ASCII characters");
  }

  @Test
  void refusesTwoKeysForOneCall() throws IOException {
    Reply reply = Wire.post(port, "/marked", "{}", "Idempotency-Key: a", "Idempotency-Key: a");

    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void answersHeadLikeGetWithoutABody() throws IOException {
    Reply reply = Wire.exchange(port, "HEAD", "/echo?q=1", "");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Length")).isEqualTo("9");
    assertThat(Wire.exchange(port, "HEAD", "/silent", "").status()).isEqualTo(405);
  }

  @Test
  void answersPreflightOfEveryKnownPath() throws IOException {
    Reply reply =
        Wire.exchange(
            port,
            "OPTIONS",
            "/silent",
            "",
            "Origin: http://shop",
            "Access-Control-Request-Method: POST");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo("OPTIONS, POST");
    assertThat(reply.header("Access-Control-Allow-Headers")).isEqualTo("*");
    assertThat(reply.header("Access-Control-Max-Age")).isEqualTo("7200");
    assertThat(Wire.exchange(port, "OPTIONS", "/none", "").status()).isEqualTo(404);
  }

  @Test
  void takesJsonAndAnEmptyAnswer() throws IOException {
    assertThat(Wire.post(port, "/echo", "{\"q\":\"x\"}", JSON).body()).isEqualTo("{\"q\":\"x\"}");
    assertThat(Wire.post(port, "/echo", "{\"q\":\"x\"}").status()).isEqualTo(200);
    assertThat(Wire.post(port, "/echo", "{\"q\":\"x\"}", JSON + "; Charset=\"UTF-8\"").status())
        .isEqualTo(200);
    Reply silent = Wire.post(port, "/silent", "{}", JSON);
    assertThat(silent.status()).isEqualTo(200);
    assertThat(silent.header("Content-Length")).isEqualTo("0");
    assertThat(silent.header("Content-Type")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "text/plain",
        "application/json; charset=utf-16",
        "application/jsonp",
        "multipart/form-data; boundary=x"
      })
  void refusesAnotherContentType(String type) throws IOException {
    assertThat(Wire.post(port, "/echo", "{\"q\":\"x\"}", "Content-Type: " + type).status())
        .isEqualTo(415);
  }

  @Test
  void takesABodyOf8KiBAndNotAByteMore() throws IOException {
    String most = "{\"q\":\"" + "x".repeat(8 * 1024 - 8) + "\"}";

    assertThat(Wire.post(port, "/echo", most, JSON).status()).isEqualTo(200);
    assertThat(Wire.post(port, "/echo", most + " ", JSON).status()).isEqualTo(413);
  }

  @Test
  void refusesALongBodyBeforeItIsSent() throws IOException {
    try (Wire wire = new Wire(port)) {
      wire.send("POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 1000000000\r\n\r\n");

      Reply reply = wire.receive();

      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.body()).contains("8192");
      assertThat(wire.isHungUp()).isTrue();
    }
  }

  @Test
  void refusesAnEndlessBodyAfter8KiB() throws IOException {
    try (Wire wire = new Wire(port)) {
      wire.send("POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < 9; i++) {
        wire.send("400\r\n" + "x".repeat(1024) + "\r\n");
      }

      assertThat(wire.receive().status()).isEqualTo(413);
      assertThat(wire.isHungUp()).isTrue();
    }
  }

  @Test
  void hangsUpOnABodyThatNobodyWillRead() throws IOException {
    try (Wire wire = new Wire(port)) {
      wire.send("POST /none HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n");

      assertThat(wire.receive().status()).isEqualTo(404);
      assertThat(wire.isHungUp()).isTrue();
    }
  }

  @Test
  void keepsAConnectionForTheNextRequest() throws IOException {
    try (Wire wire = new Wire(port)) {
      for (int i = 0; i < 3; i++) {
        wire.send("POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\n{\"q\":\"x\"}");
        assertThat(wire.receive().status()).isEqualTo(200);
        wire.send("GET /none HTTP/1.1\r\nHost: here\r\n\r\n");
        assertThat(wire.receive().status()).isEqualTo(404);
      }
    }
  }

  @Test
  void refusesWithTheWordsOfTheRefusal() throws IOException {
    Reply gone = Wire.get(port, "/gone");
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.body()).isEqualTo("{\"error\":\"it is over\"}");

    Reply busy = Wire.get(port, "/busy");
    assertThat(busy.status()).isEqualTo(503);
    assertThat(busy.header("Retry-After")).isEqualTo("2");
    assertThat(busy.header("Access-Control-Expose-Headers")).isEqualTo("Retry-After");

    assertThat(Wire.get(port, "/conflict").status()).isEqualTo(409);
    assertThat(Wire.get(port, "/unprocessable").status()).isEqualTo(422);
    Reply rush = Wire.get(port, "/rush");
    assertThat(rush.status()).isEqualTo(429);
    assertThat(rush.header("Retry-After")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/broken", "/thrown"})
  void keepsTheWordsOfAFaultToItself(String path) throws IOException {
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(Faults.class);
    logger.addAppender(logged);
    logged.start();
    Reply reply;
    try {
      reply = Wire.get(port, path);
    } finally {
      logger.detachAppender(logged);
    }

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body()).isEqualTo("{\"error\":\"internal error\"}");
    assertThat(logged.list).hasSize(1);
    ILoggingEvent event = logged.list.getFirst();
    assertThat(event.getFormattedMessage()).contains(reply.header("X-Fault-Reference"), path);
    assertThat(ThrowableProxyUtil.asString(event.getThrowableProxy()))
        .contains("IllegalStateException", "EdgeServerIT")
        .doesNotContain("secret");
  }

  @Test
  void saysHowLongAnAnswerKeeps() throws IOException {
    assertThat(Wire.get(port, "/kept").header("Cache-Control")).isEqualTo("public, max-age=3");
  }

  @Test
  void savesWhoHoldsTheAnswerFromGettingItAgain() throws IOException {
    Reply first = Wire.get(port, "/tagged");
    Reply again = Wire.get(port, "/tagged", "If-None-Match: \"a\", \"g1-7\"");
    Reply stale = Wire.get(port, "/tagged", "If-None-Match: \"g0-7\"");

    assertThat(first.header("ETag")).isEqualTo("\"g1-7\"");
    assertThat(first.header("Cache-Control")).isEqualTo("public, no-cache");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("ETag")).isEqualTo("\"g1-7\"");
    assertThat(stale.status()).isEqualTo(200);
  }

  @Test
  void refusesHeadsBeyondAllReasonInWords() throws IOException {
    Reply line = Wire.get(port, "/echo?q=" + "x".repeat(5000));
    Reply headers = Wire.get(port, "/echo?q=1", "X: " + "x".repeat(20_000));
    Reply nonsense = Wire.get(port, "/echo?q=1", "Content-Length: x");

    assertThat(List.of(line.status(), headers.status(), nonsense.status()))
        .containsExactly(414, 431, 400);
    assertThat(List.of(line, headers, nonsense))
        .allSatisfy(reply -> {
          assertThat(reply.body()).matches("\\{\"error\":\"[a-z -]+\"}");
          assertThat(reply.header("Content-Type")).isEqualTo("application/json");
          assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
          assertThat(reply.header("Connection")).isEqualTo("close");
        });
  }

  @Test
  void hangsUpOnWhoDribblesAHeadOrABody() throws Exception {
    Duration patience = Duration.ofMillis(300);
    try (EdgeServer strict =
            EdgeServer.start(
                Origin.PUBLIC,
                new InetSocketAddress(0),
                List.of(face()),
                new CompositeMeterRegistry(),
                Limits.of(patience, patience));
        Wire head = new Wire(strict.port());
        Wire body = new Wire(strict.port());
        Wire idle = new Wire(strict.port())) {
      CompletableFuture<Void> dribble =
          CompletableFuture.runAsync(() -> {
            try {
              head.send("GET /echo?q=1 HTTP/1.1\r\nX: ");
              while (true) {
                head.send("x");
                Thread.sleep(50);
              }
            } catch (IOException | InterruptedException e) {
              // hung up, as it should be
            }
          });
      body.send("POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\n{");

      assertThat(head.isHungUp()).isTrue();
      assertThat(body.isHungUp()).isTrue();
      assertThat(idle.isHungUp()).isTrue();
      dribble.get();
    }
  }

  @Test
  void namesAPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      int number = taken.getLocalPort();
      assertThatThrownBy(() -> EdgeServer.start(Origin.PRIVATE, number, List.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "Port "
                  + number
                  + " for the PRIVATE origin can't be used: another program has it;"
                  + " choose another with anteroom.private-port (ANTEROOM_PRIVATE_PORT)");
    }
  }

  @Test
  void letsOpenRequestsEndWhenItStops() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CompletableFuture<Answer> slow = new CompletableFuture<>();
    Face face =
        Face.open(PublicAccess.everybody())
            .get(
                "/slow",
                call -> {
                  arrived.countDown();
                  return Mono.fromFuture(slow);
                })
            .build();
    EdgeServer stopping = EdgeServer.start(Origin.PUBLIC, 0, List.of(face));
    try (Wire wire = new Wire(stopping.port())) {
      wire.send("GET /slow HTTP/1.1\r\nHost: here\r\n\r\n");
      arrived.await();
      CompletableFuture<Void> closed = CompletableFuture.runAsync(stopping::close);
      slow.completeOnTimeout(Answer.ok(1), 200, java.util.concurrent.TimeUnit.MILLISECONDS);

      assertThat(wire.receive().status()).isEqualTo(200);
      closed.get();
    }
  }

  @Test
  void refusesFacesThatDoNotFitTogether() {
    Face open = Face.open(PublicAccess.everybody()).get("/a", call -> Mono.empty()).build();
    Face twin = Face.open(PublicAccess.everybody()).get("/a", call -> Mono.empty()).build();
    assertThatThrownBy(() -> router(Origin.PRIVATE, List.of(open)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> router(Origin.PUBLIC, List.of(open, twin)))
        .hasMessage("two endpoints for GET /a");
    for (String path :
        List.of("/a%2fb", "/a/..", "/..a", "/.", "/a/", "/{a}", "/a/{b}/c", "/a/{}", "/a/{b")) {
      assertThatThrownBy(() -> Face.open(PublicAccess.everybody()).get(path, call -> Mono.empty()))
          .hasMessage("not a plain path: " + path);
    }
  }

  @Test
  void refusesAWordWhereAPathStandsAlready() {
    Face words = Face.open(PublicAccess.everybody()).get("/a/{b}", call -> Mono.empty()).build();
    Face path = Face.open(PublicAccess.everybody()).put("/a/b", call -> Mono.empty()).build();
    Face otherName =
        Face.open(PublicAccess.everybody()).put("/a/{c}", call -> Mono.empty()).build();

    for (List<Face> faces : List.of(List.of(words, path), List.of(path, words))) {
      assertThatThrownBy(() -> router(Origin.PUBLIC, faces))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> router(Origin.PUBLIC, List.of(words, otherName)))
        .hasMessage("two endpoints for PUT /a/{c}");
  }

  private static Router router(Origin origin, List<Face> faces) {
    return new Router(origin, faces, Limits.usual(), new CompositeMeterRegistry());
  }
}
