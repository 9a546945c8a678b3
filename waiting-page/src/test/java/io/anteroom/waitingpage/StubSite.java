package io.anteroom.waitingpage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.anteroom.pagefiles.PageFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An origin that shows the page of one place, or the one that stands alone, under the policy that
 * the real one has, with a shop behind it.
 */
final class StubSite implements AutoCloseable {

  static final String REQUEST = "0b34a0f5-9d0c-46a1-8e0f-3f5d8e1c7a52";

  private final List<String> visits = new CopyOnWriteArrayList<>();
  private final List<String> entered = new CopyOnWriteArrayList<>();
  private final List<String> files = new CopyOnWriteArrayList<>();
  private final StubLine line;
  private final HttpServer server;
  private final WaitingPage pages = new WaitingPage(Look.ours());
  private volatile PlaceOnPage place;
  private volatile String page = "/waiting_room";
  private volatile int entrance = 204;
  private volatile Optional<Sight> sight = Optional.empty();
  private volatile boolean sendsBack;
  private volatile boolean hasNoTexts;
  private volatile Set<String> lost = Set.of();

  StubSite(StubLine line) throws IOException {
    this.line = line;
    place = placeOf("Sample", Optional.of(REQUEST));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/waiting_room", this::page);
    server.createContext("/alone", this::alone);
    server.createContext("/enter", this::enter);
    server.createContext("/line", this::plain);
    server.createContext("/waiting_page/", this::file);
    server.createContext("/shop", this::shop);
    server.createContext("/new_place", exchange -> html(exchange, "<h1>A new place</h1>"));
    server.start();
  }

  private PlaceOnPage placeOf(String event, Optional<String> request) {
    return new PlaceOnPage(
        line.address(), event, request, "/shop?a=1&b=2", "/new_place?a=1&b=2", sight);
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** The address of the page. */
  String page() {
    return address() + page;
  }

  /** Shows the page that stands alone, to somebody who came by an address with that query. */
  void standsAlone(String query) {
    page = "/alone" + query;
  }

  /** Answers whoever brings a token with that status. */
  void opens(int status) {
    entrance = status;
  }

  /** What stood in the header {@code Authorization} of those who came to enter. */
  List<String> entered() {
    return List.copyOf(entered);
  }

  void shows(String event, Optional<String> request) {
    place = placeOf(event, request);
  }

  /** Knows how the place stands when it makes the page. */
  void sees(Status status) {
    sight = Sight.read(status.json());
    shows("Sample", Optional.of(REQUEST));
  }

  /** Has the shop send everybody back to the waiting room. */
  void sendsBack() {
    sendsBack = true;
  }

  void hasNoTexts() {
    hasNoTexts = true;
  }

  /** Has these files, and no others, not arrive. */
  void loses(String... names) {
    lost = Set.of(names);
  }

  /** The names of the files that were asked for. */
  List<String> files() {
    return List.copyOf(files);
  }

  /** How often somebody came to the shop. */
  int visits() {
    return visits.size();
  }

  private void page(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    page(exchange, pages.page(place, languages(exchange)));
  }

  private void plain(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      shop(exchange);
    } else {
      exchange.getResponseHeaders().set("Content-Security-Policy", WaitingPage.plainPolicy());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      byte[] html = pages.plain(place, "/line?a=1", languages(exchange));
      answer(exchange, 200, "text/html; charset=utf-8", html);
    }
  }

  private static Languages languages(HttpExchange exchange) {
    return Languages.accepted(
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept-Language")));
  }

  private void alone(HttpExchange exchange) throws IOException {
    page(
        exchange,
        pages.standingAlone(
            new PageOfSite(line.address(), "Sample", "/enter", "/shop", Optional.of("/plain"))));
  }

  private void page(HttpExchange exchange, byte[] page) throws IOException {
    exchange
        .getResponseHeaders()
        .set("Content-Security-Policy", WaitingPage.policy(line.address()));
    answer(exchange, 200, "text/html; charset=utf-8", page);
  }

  private void enter(HttpExchange exchange) throws IOException {
    entered.add(exchange.getRequestMethod() + " " + header(exchange, "Authorization"));
    if (entrance == 302) {
      exchange.getResponseHeaders().set("Location", page);
    } else if (entrance == 204) {
      exchange
          .getResponseHeaders()
          .set("Set-Cookie", "anteroom_token=" + StubLine.TOKEN + "; HttpOnly; SameSite=Lax");
    }
    answer(exchange, entrance, "text/plain", new byte[0]);
  }

  private static String header(HttpExchange exchange, String name) {
    return String.valueOf(exchange.getRequestHeaders().getFirst(name));
  }

  private void file(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring("/waiting_page/".length());
    files.add(name);
    PageFile file = pages.files().get(name);
    if (lost.contains(name)) {
      answer(exchange, 503, "text/html", new byte[0]);
    } else if (file == null || (hasNoTexts && name.endsWith(".json"))) {
      answer(exchange, 404, "text/plain", new byte[0]);
    } else {
      exchange.getResponseHeaders().set("Content-Security-Policy", WaitingPage.filePolicy());
      answer(exchange, 200, file.contentType(), file.bytes());
    }
  }

  private void shop(HttpExchange exchange) throws IOException {
    visits.add(exchange.getRequestURI().toString());
    if (sendsBack) {
      exchange.getResponseHeaders().set("Location", page);
      answer(exchange, 302, "text/plain", new byte[0]);
    } else {
      html(exchange, "<h1>The shop</h1>");
    }
  }

  private static void html(HttpExchange exchange, String html) throws IOException {
    answer(exchange, 200, "text/html; charset=utf-8", html.getBytes(UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
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
