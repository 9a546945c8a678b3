package io.anteroom.waitingpage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A public origin that says of the line what a test has it say, and remembers what it was asked.
 * Everybody may join there, each with a new place, and nobody is served.
 */
final class StubLine implements AutoCloseable {

  /** What it gives to whoever is let in. */
  static final String TOKEN = "eyJ0b2tlbiI6MX0.eyJzdWIiOjF9.c2lnbmF0dXJl";

  private record Reply(int status, Map<String, String> headers, String body) {

    static Reply refusal(int status, Map<String, String> headers) {
      return new Reply(status, headers, "{\"error\":\"no\"}");
    }
  }

  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final List<String> joins = new CopyOnWriteArrayList<>();
  private final List<String> claims = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile Reply reply = new Reply(503, Map.of(), "");
  private volatile Reply toJoins = new Reply(200, Map.of(), "");
  private volatile Reply toClaims = Reply.refusal(202, Map.of());
  private volatile CountDownLatch joinsMayGo = new CountDownLatch(0);

  StubLine() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/queue_status", this::handle);
    server.createContext("/assign_queue_num", this::join);
    server.createContext("/generate_token", this::claim);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** What came after the question marks, decoded. */
  List<String> queries() {
    return List.copyOf(queries);
  }

  /** The bodies of those who wanted to join. */
  List<String> joins() {
    return List.copyOf(joins);
  }

  /** The bodies of those who wanted a token. */
  List<String> claims() {
    return List.copyOf(claims);
  }

  /** The request id of whoever joined as the so-manieth. */
  static String place(int joined) {
    return "0b34a0f5-9d0c-46a1-8e0f-%012d".formatted(joined);
  }

  void says(Status status) {
    reply = new Reply(200, Map.of(), status.json());
  }

  void saysNonsense() {
    reply = new Reply(200, Map.of(), "<html>");
  }

  /** Has something in front of the line say that it knows no such path. */
  void isMissing() {
    reply = new Reply(404, Map.of(), "404 page not found");
  }

  /** Takes a call, and says nothing. */
  void hangs() {
    reply = new Reply(0, Map.of(), "");
  }

  void refuses(int status) {
    refuses(status, Map.of());
  }

  void refuses(int status, Map<String, String> headers) {
    reply = Reply.refusal(status, headers);
  }

  void refusesJoins(int status, Map<String, String> headers) {
    toJoins = Reply.refusal(status, headers);
  }

  /** Has something in front of the line say that it knows no place to join. */
  void losesJoins() {
    toJoins = new Reply(404, Map.of(), "404 page not found");
  }

  void takesJoins() {
    toJoins = new Reply(200, Map.of(), "");
  }

  /** Lets whoever joins wait for an answer until {@link #letsJoinsGo}. */
  void holdsJoins() {
    joinsMayGo = new CountDownLatch(1);
  }

  void letsJoinsGo() {
    joinsMayGo.countDown();
  }

  /** Gives the token, which is good for so many seconds. */
  void letsIn(long expiresIn) {
    String body =
        """
        {"access_token":"%s","refresh_token":"r","id_token":"i","token_type":"Bearer",\
        "expires_in":%d}\
        """
            .formatted(TOKEN, expiresIn);
    toClaims = new Reply(200, Map.of(), body);
  }

  void refusesTokens(int status) {
    refusesTokens(status, Map.of());
  }

  void refusesTokens(int status, Map<String, String> headers) {
    toClaims = Reply.refusal(status, headers);
  }

  private void handle(HttpExchange exchange) throws IOException {
    queries.add(URLDecoder.decode(exchange.getRequestURI().getRawQuery(), UTF_8));
    if (reply.status() != 0) {
      answer(exchange, reply);
    }
  }

  private void join(HttpExchange exchange) throws IOException {
    if (isPreflight(exchange)) {
      return;
    }
    joins.add(body(exchange));
    String place = place(joins.size());
    awaitJoinsMayGo();
    answer(
        exchange,
        toJoins.status() == 200
            ? new Reply(200, Map.of(), "{\"api_request_id\":\"" + place + "\"}")
            : toJoins);
  }

  private void awaitJoinsMayGo() throws IOException {
    try {
      joinsMayGo.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void claim(HttpExchange exchange) throws IOException {
    if (!isPreflight(exchange)) {
      claims.add(body(exchange));
      answer(exchange, toClaims);
    }
  }

  /** A browser asks first whether it may send JSON to another origin. */
  private static boolean isPreflight(HttpExchange exchange) throws IOException {
    boolean preflight = exchange.getRequestMethod().equals("OPTIONS");
    if (preflight) {
      Map<String, String> allowed = Map.of("Access-Control-Allow-Headers", "Content-Type");
      answer(exchange, new Reply(204, allowed, ""));
    }
    return preflight;
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), UTF_8);
  }

  private static void answer(HttpExchange exchange, Reply now) throws IOException {
    exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
    exchange.getResponseHeaders().set("Access-Control-Expose-Headers", "Retry-After");
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    now.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = now.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(now.status(), body.length == 0 ? -1 : body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    letsJoinsGo();
    server.stop(0);
    threads.shutdownNow();
  }
}
