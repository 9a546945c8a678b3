package io.anteroom.controlpanel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.anteroom.pagefiles.PageFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/** Serves the panel under the policy that it asks for. */
final class StubSite implements AutoCloseable {

  private static final String PATH = "/control_panel/";

  private final HttpServer server;
  private volatile PanelSettings settings;

  StubSite(URI privateOrigin) throws IOException {
    settings = settings(privateOrigin);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PATH, this::serve);
    server.start();
  }

  private static PanelSettings settings(URI privateOrigin) {
    return new PanelSettings(URI.create("http://localhost:8080"), privateOrigin, StubOrigin.REGION);
  }

  /** Has the panel call somebody else from now on. */
  void calls(URI privateOrigin) {
    settings = settings(privateOrigin);
  }

  String origin() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  String panel() {
    return origin() + PATH;
  }

  private void serve(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(PATH.length());
    if (name.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Security-Policy", ControlPanel.policy(settings));
      send(exchange, 200, "text/html; charset=utf-8", ControlPanel.page(settings));
    } else {
      Optional<PageFile> file = Optional.ofNullable(ControlPanel.files().get(name));
      send(
          exchange,
          file.isPresent() ? 200 : 404,
          file.map(PageFile::contentType).orElse("text/plain"),
          file.map(PageFile::bytes).orElse(new byte[0]));
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
