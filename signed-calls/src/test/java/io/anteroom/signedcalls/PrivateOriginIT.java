package io.anteroom.signedcalls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateOriginIT {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Pace QUICK =
      new Pace(Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofSeconds(5));

  /** What one call looked like on the wire. */
  private record Heard(String method, String target, String key, String signature, String body) {}

  private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private PrivateOrigin origin;

  @FunctionalInterface
  private interface Answer {
    void give(HttpExchange exchange) throws IOException, InterruptedException;
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          heard.add(
              new Heard(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          try (exchange) {
            answers.remove().give(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    origin = origin(QUICK);
  }

  @AfterEach
  void stop() {
    over.countDown();
    origin.close();
    server.stop(0);
  }

  private PrivateOrigin origin(Pace pace) {
    Signer signer = new Signer(new Credentials("AKID", "secret"), "us-east-1");
    return new PrivateOrigin(
        URI.create("http://localhost:" + server.getAddress().getPort() + "/"), signer, pace);
  }

  private static Answer answer(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  @Test
  void handsInADocumentUnderItsKey() {
    answers.add(answer(200, "{\"serving_num\":3}"));

    Reply reply = origin.post("/increment_serving_counter", "{\"a\":1}", "key-1", LONG);

    assertThat(reply).isEqualTo(new Reply.Answered(200, "{\"serving_num\":3}"));
    assertThat(heard)
        .singleElement()
        .satisfies(call -> {
          assertThat(call.method()).isEqualTo("POST");
          assertThat(call.target()).isEqualTo("/increment_serving_counter");
          assertThat(call.key()).isEqualTo("key-1");
          assertThat(call.body()).isEqualTo("{\"a\":1}");
          assertThat(call.signature())
              .startsWith("AWS4-HMAC-SHA256 Credential=AKID/")
              .contains("/us-east-1/execute-api/aws4_request")
              .contains("SignedHeaders=content-type;host;idempotency-key;");
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void triesAgainUnderTheSameKeyWhileTheAnswerIsNotNow(int status) {
    answers.addAll(List.of(answer(status, ""), answer(status, "{}"), answer(200, "done")));

    Reply reply = origin.post("/increment_serving_counter", "{}", "key-1", LONG);

    assertThat(reply).isEqualTo(new Reply.Answered(200, "done"));
    assertThat(heard).hasSize(3).extracting(Heard::key).containsOnly("key-1");
  }

  @Test
  void triesNoMoreOnceNobodyWantsIt() {
    answers.addAll(List.of(answer(503, ""), answer(503, ""), answer(200, "{}")));

    Reply reply =
        origin.post("/increment_serving_counter", "{}", "key-1", LONG, () -> heard.size() < 2);

    assertThat(reply).isEqualTo(new Reply.Unanswered("the answer was 503"));
    assertThat(heard).hasSize(2);
  }

  @Test
  void triesNothingThatNobodyWants() {
    Reply reply = origin.post("/increment_serving_counter", "{}", "key-1", LONG, () -> false);

    assertThat(reply).isEqualTo(new Reply.Unanswered("nobody wants it any more"));
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 409, 422})
  void givesBackAnAnswerThatStaysTheSame(int status) {
    answers.add(answer(status, "{\"error\":\"no\"}"));

    Reply reply = origin.get("/events/Sample", LONG);

    assertThat(reply).isEqualTo(new Reply.Answered(status, "{\"error\":\"no\"}"));
    assertThat(heard).hasSize(1);
  }

  @Test
  void triesAgainWhereTheConnectionBreaks() {
    answers.add(exchange -> {
      throw new IOException("gone");
    });
    answers.add(answer(200, "{}"));

    assertThat(origin.post("/update_session", "{}", "key-1", LONG))
        .isEqualTo(new Reply.Answered(200, "{}"));
    assertThat(heard).hasSize(2);
  }

  @Test
  void givesUpWhenItsTimeIsOver() {
    answers.add(_ -> over.await());

    Reply reply = origin.get("/events/Sample", Duration.ofMillis(200));

    assertThat(reply).isEqualTo(new Reply.Unanswered("no answer in time"));
  }

  @Test
  void leavesATryThatHangsForAnother() {
    try (PrivateOrigin hasty =
        origin(new Pace(Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(300)))) {
      answers.add(_ -> over.await());
      answers.add(answer(200, "{}"));

      assertThat(hasty.get("/events/Sample", LONG)).isEqualTo(new Reply.Answered(200, "{}"));
    }
  }

  @Test
  void leavesAnAnswerThatNeverEnds() {
    answers.add(exchange -> {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      over.await();
    });

    assertThat(origin.get("/events/Sample", Duration.ofMillis(200)))
        .isEqualTo(new Reply.Unanswered("no answer in time"));
  }

  @Test
  void takesNoAnswerThatIsTooLong() {
    String huge = "x".repeat(PrivateOrigin.MAX_BODY + 1);
    answers.add(answer(200, huge));
    answers.add(answer(200, huge.substring(1)));

    assertThat(origin.get("/events/Sample", LONG))
        .isEqualTo(new Reply.Answered(200, huge.substring(1)));
    assertThat(heard).hasSize(2);
  }

  @Test
  void waitsAsLongAsItIsAskedTo() {
    answers.add(exchange -> {
      exchange.getResponseHeaders().add("Retry-After", "1");
      exchange.sendResponseHeaders(503, -1);
    });
    answers.add(answer(200, "{}"));
    long began = System.nanoTime();

    assertThat(origin.get("/events/Sample", LONG)).isEqualTo(new Reply.Answered(200, "{}"));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void saysWhyNobodyAnswers() {
    server.stop(0);

    // One try: before a second one it would wait for longer than it may take.
    PrivateOrigin patient = origin(new Pace(LONG, LONG, LONG));

    assertThat(patient.get("/events/Sample", Duration.ofSeconds(5)))
        .isInstanceOfSatisfying(
            Reply.Unanswered.class, none -> assertThat(none.why()).contains("onnect"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://localhost", "localhost:8081", "http://u:p@host", "http://h?q", ""})
  void refusesWhatIsNoOrigin(String text) {
    Signer signer = new Signer(new Credentials("AKID", "secret"), "us-east-1");

    assertThatThrownBy(() -> new PrivateOrigin(URI.create(text), signer, QUICK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no address of an origin");
  }
}
