package io.anteroom.authorizer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A public origin that publishes keys, or fails to, and remembers who asked. */
final class KeyOrigin implements AutoCloseable {

  private static final String PATH = "/.well-known/jwks.json";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> originKeys = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  private volatile Behaviour behaviour;

  private sealed interface Behaviour {
    record Publishes(String jwks) implements Behaviour {}

    record Fails(int status) implements Behaviour {}

    record Hangs() implements Behaviour {}
  }

  /** An origin on a free port. */
  KeyOrigin(String jwks) {
    behaviour = new Behaviour.Publishes(jwks);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String uri() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  void publish(String jwks) {
    behaviour = new Behaviour.Publishes(jwks);
  }

  void fail(int status) {
    behaviour = new Behaviour.Fails(status);
  }

  /** Takes calls and never answers them. */
  void hang() {
    behaviour = new Behaviour.Hangs();
  }

  /** How often it was asked. */
  int fetches() {
    return originKeys.size();
  }

  /** What each call brought as {@code x-api-key}; empty text for none. */
  List<String> originKeys() {
    return List.copyOf(originKeys);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String key = exchange.getRequestHeaders().getFirst("x-api-key");
      originKeys.add(key == null ? "" : key);
      switch (behaviour) {
        case Behaviour.Publishes(String jwks)
            when exchange.getRequestURI().getPath().equals(PATH) ->
            send(exchange, 200, jwks);
        case Behaviour.Publishes _ -> send(exchange, 404, "");
        case Behaviour.Fails(int status) -> send(exchange, status, "");
        case Behaviour.Hangs _ -> closed.await();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
