package io.anteroom.recipes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands where Anteroom publishes its keys. */
public final class KeyServer implements AutoCloseable {

  private static final String PATH = "/.well-known/jwks.json";

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Answer now = Answer.NONE;

  /** Starts without keys, and answers 503 until there are some. */
  public KeyServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PATH, this::answer);
    server.start();
  }

  /** The address of the key set. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** From now on these are the keys. */
  public void publish(String jwks) {
    now = new Answer(200, jwks);
  }

  /** From now on there are none, but this answer. */
  void fail(int status, String body) {
    now = new Answer(status, body);
  }

  int asked() {
    return asked.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try (exchange) {
      Answer answer = now;
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + port() + "/elsewhere");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private record Answer(int status, String body) {

    static final Answer NONE = new Answer(503, "{\"error\":\"try again\"}");
  }
}
