package io.anteroom.tokenvectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A public origin that publishes keys, or whatever a test has it say. */
public final class KeyOrigin implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile HttpHandler handler = exchange -> exchange.sendResponseHeaders(500, -1);

  private KeyOrigin() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** An origin on a free port that publishes these keys, until it is told what else to say. */
  public static KeyOrigin of(String jwks) {
    KeyOrigin origin = new KeyOrigin();
    origin.answers(jwks);
    return origin;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("x-api-key");
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + key);
    try (exchange) {
      handler.handle(exchange);
    }
  }

  /** Where it is. */
  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** What it was asked: method, path, and the origin key that came along or {@code null}. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Publishes these keys, or some such text. */
  public void answers(String body) {
    answers(200, body);
  }

  /** Says this, and a place to look at instead, which nobody must do. */
  public void answers(int status, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    handler =
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
        };
  }

  /** Never comes to an end with this. */
  public void answersEndlessly(String repeated) {
    handler =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (closed.getCount() > 0) {
            exchange.getResponseBody().write(repeated.getBytes(UTF_8));
          }
        };
  }

  /** Takes a call, and says nothing. */
  public void hangs() {
    handler =
        _ -> {
          try {
            closed.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        };
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
