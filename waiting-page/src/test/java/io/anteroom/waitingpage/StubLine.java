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

/**
 * A public origin that says of the line what a test has it say, and remembers what it was asked.
 */
final class StubLine implements AutoCloseable {

  private record Reply(int status, Map<String, String> headers, String body) {}

  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Reply reply = new Reply(503, Map.of(), "");

  StubLine() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/queue_status", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** What came after the question marks, decoded. */
  List<String> queries() {
    return List.copyOf(queries);
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
    reply = new Reply(status, headers, "{\"error\":\"no\"}");
  }

  private void handle(HttpExchange exchange) throws IOException {
    queries.add(URLDecoder.decode(exchange.getRequestURI().getRawQuery(), UTF_8));
    Reply now = reply;
    if (now.status() == 0) {
      return;
    }
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
    server.stop(0);
  }
}
