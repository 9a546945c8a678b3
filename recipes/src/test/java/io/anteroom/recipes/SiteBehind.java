package io.anteroom.recipes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.regex.Pattern;

/** The site that a proxy guards: it answers with the subject that the proxy tells it. */
public final class SiteBehind implements AutoCloseable {

  /** As CGI and its heirs read it, to whom - and _ are one. */
  private static final Pattern SUBJECT =
      Pattern.compile("x[_-]anteroom[_-]subject", Pattern.CASE_INSENSITIVE);

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
      byte[] subjects =
          exchange.getRequestHeaders().entrySet().stream()
              .filter(header -> SUBJECT.matcher(header.getKey()).matches())
              .map(Map.Entry::getValue)
              .toList()
              .toString()
              .getBytes(UTF_8);
      exchange.sendResponseHeaders(200, subjects.length);
      exchange.getResponseBody().write(subjects);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
