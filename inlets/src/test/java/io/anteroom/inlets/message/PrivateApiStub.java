package io.anteroom.inlets.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.anteroom.inlets.room.RoomCalls;
import io.anteroom.signedcalls.Credentials;
import io.anteroom.signedcalls.Pace;
import io.anteroom.signedcalls.PrivateOrigin;
import io.anteroom.signedcalls.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The private API, as far as it closes sessions; busy now and then. */
final class PrivateApiStub implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pace QUICK =
      new Pace(Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofSeconds(5));

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Integer> closed = new ConcurrentHashMap<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();
  private final InetSocketAddress address;
  private final PrivateOrigin origin;
  private HttpServer server;

  PrivateApiStub() {
    server = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    address = server.getAddress();
    origin =
        new PrivateOrigin(
            URI.create("http://127.0.0.1:" + address.getPort()),
            new Signer(new Credentials("AKID", "secret"), "us-east-1"),
            QUICK);
  }

  private HttpServer listen(InetSocketAddress where) {
    try {
      HttpServer fresh = HttpServer.create(where, 0);
      fresh.createContext("/update_session", this::answer);
      fresh.setExecutor(threads);
      fresh.start();
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The calls as inlets make them. */
  RoomCalls calls() {
    return new RoomCalls(origin);
  }

  void die() {
    server.stop(0);
  }

  void comeBack() {
    server = listen(address);
  }

  /** What was closed, by request, with the status that was asked for. */
  Map<String, Integer> closed() {
    return Map.copyOf(closed);
  }

  int mostAtOnce() {
    return most.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try (exchange) {
      exchange.sendResponseHeaders(status(exchange), -1);
    } finally {
      underWay.decrementAndGet();
    }
  }

  /** Every fifth call is one too many; ids that begin with zeros have no token. */
  private int status(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    JsonNode call = JSON.readTree(body);
    boolean isSigned =
        exchange.getRequestHeaders().getFirst("Authorization").startsWith("AWS4-HMAC-SHA256 ");
    if (!isSigned || !call.get("event_id").stringValue().equals("Sample")) {
      return 403;
    }
    if (calls.incrementAndGet() % 5 == 0) {
      return 503;
    }
    String requestId = call.get("request_id").stringValue();
    boolean isOpen =
        !requestId.startsWith("00000000-0000-0000-")
            && closed.putIfAbsent(requestId, call.get("status").intValue()) == null;
    return isOpen ? 200 : 404;
  }

  @Override
  public void close() {
    origin.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
