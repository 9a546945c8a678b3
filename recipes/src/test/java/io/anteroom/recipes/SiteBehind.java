package io.anteroom.recipes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The site that a proxy guards: it answers with the subject that the proxy tells it. */
public final class SiteBehind implements AutoCloseable {

  private final HttpServer server;

  public SiteBehind() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", SiteBehind::answer);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] subject =
          String.valueOf(exchange.getRequestHeaders().get("X-Anteroom-Subject")).getBytes(UTF_8);
      exchange.sendResponseHeaders(200, subject.length);
      exchange.getResponseBody().write(subject);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
