package io.anteroom.controlpanel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.anteroom.edge.signature.Credentials;
import io.anteroom.edge.signature.SignatureCheck;
import io.anteroom.edge.signature.SignedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A private origin with rooms in memory: it checks signatures as the real one does, remembers what
 * it was asked, and fails as a test has it fail.
 */
final class StubOrigin implements AutoCloseable {

  static final String KEY = "AKIDOFTHEPANEL";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  static final String REGION = "us-east-1";

  /** What it says, or nothing at all. */
  record Reply(int status, Map<String, String> headers, Optional<String> json) {
    static Reply ok(Object body) {
      return of(200, body);
    }

    static Reply of(int status, Object body) {
      return new Reply(status, Map.of(), Optional.of(JSON.writeValueAsString(body)));
    }

    static Reply error(int status, String words) {
      return of(status, Map.of("error", words));
    }
  }

  /** A call that was signed well. */
  record Asked(String call, JsonNode body, Optional<String> key) {}

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  private final StubRooms rooms = new StubRooms();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Reply> remembered = new ConcurrentHashMap<>();
  private final Map<String, Reply> otherAnswers = new ConcurrentHashMap<>();
  private final HttpServer server;
  private volatile Optional<Reply> instead = Optional.empty();
  private volatile boolean isDown;
  private final AtomicInteger answersToLose = new AtomicInteger();
  private final AtomicInteger actionsToGiveUp = new AtomicInteger();
  private volatile SignatureCheck check = checkOf(KEY, SECRET, Clock.systemUTC());

  StubOrigin() throws IOException {
    answers("/num_active_tokens", "{\"active_tokens\":57}");
    answers("/inlets", "{\"inlets\":[]}");
    answers("/room_feed", "{\"entries\":[]}");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  private static SignatureCheck checkOf(String key, String secret, Clock clock) {
    return new SignatureCheck(Credentials.of(Map.of(key, secret)), REGION, clock);
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  StubRooms rooms() {
    return rooms;
  }

  /** The calls that change something, in their order. */
  List<Asked> actions() {
    return asked.stream().filter(one -> !one.call().startsWith("GET")).toList();
  }

  /** How often a call came, as {@code GET /events}. */
  long timesAsked(String call) {
    return asked.stream().filter(one -> one.call().equals(call)).count();
  }

  /** Has a path be answered with this JSON. */
  void answers(String path, String json) {
    otherAnswers.put(path, new Reply(200, Map.of(), Optional.of(json)));
  }

  /** Has a path be refused. */
  void refuses(String path, int status, String words) {
    otherAnswers.put(path, Reply.error(status, words));
  }

  /** Hangs up on everybody. */
  void isDown(boolean down) {
    isDown = down;
  }

  /** Does the next so many actions, and hangs up midway through the answers. */
  void losesAnswers(int times) {
    answersToLose.set(times);
  }

  /** Does the next so many actions, and says of each that it may or may not be done. */
  void givesUpWaiting(int times) {
    actionsToGiveUp.set(times);
  }

  /** Answers everybody who has signed with this. */
  void saysInstead(int status, String words) {
    instead = Optional.of(Reply.error(status, words));
  }

  void isWell() {
    instead = Optional.empty();
    isDown = false;
  }

  /** From now on it takes this key, and no other. */
  void takes(String key, String secret) {
    check = checkOf(key, secret, Clock.systemUTC());
  }

  /** Lets so much time pass here, too. */
  void passes(Duration time) {
    check = checkOf(KEY, SECRET, Clock.offset(Clock.systemUTC(), time));
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (isDown) {
      exchange.close();
      return;
    }
    allow(exchange.getResponseHeaders());
    if (exchange.getRequestMethod().equals("OPTIONS")) {
      send(exchange, new Reply(204, Map.of(), Optional.empty()));
    } else if (!check.accepts(signed(exchange, body))) {
      send(exchange, Reply.error(403, "the signature is missing or does not fit"));
    } else {
      Asked now = note(exchange, body);
      Reply reply = instead.orElseGet(() -> once(now, exchange.getRequestURI()));
      boolean isAction = !now.call().startsWith("GET");
      if (isAction && answersToLose.getAndDecrement() > 0) {
        hangUpAfterTheHead(exchange, reply.status());
      } else if (isAction && actionsToGiveUp.getAndDecrement() > 0) {
        send(exchange, Reply.error(503, "the command may still take effect"));
      } else {
        send(exchange, reply);
      }
    }
  }

  private static void allow(Headers headers) {
    headers.set("Access-Control-Allow-Origin", "*");
    headers.set("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
    headers.set(
        "Access-Control-Allow-Headers",
        "authorization, content-type, idempotency-key, x-amz-date, x-amz-security-token");
    headers.set("Access-Control-Expose-Headers", "Date, Retry-After");
  }

  private static SignedRequest signed(HttpExchange exchange, byte[] body) {
    URI uri = exchange.getRequestURI();
    Headers headers = exchange.getRequestHeaders();
    return new SignedRequest(
        exchange.getRequestMethod(),
        uri.getRawPath(),
        Optional.ofNullable(uri.getRawQuery()).orElse(""),
        name -> headers.getOrDefault(name, List.of()),
        body);
  }

  private Asked note(HttpExchange exchange, byte[] body) {
    Asked now =
        new Asked(
            exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
            JSON.readTree(body.length == 0 ? "{}".getBytes(UTF_8) : body),
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
    asked.add(now);
    return now;
  }

  private Reply once(Asked now, URI uri) {
    return now.key()
        .map(key -> remembered.computeIfAbsent(key, _ -> act(now, uri)))
        .orElseGet(() -> act(now, uri));
  }

  private Reply act(Asked now, URI uri) {
    return switch (now.call()) {
      case "GET /events" -> list(Optional.ofNullable(uri.getRawQuery()).orElse(""));
      case "POST /increment_serving_counter" -> move(now.body());
      case "POST /reset_initial_state" -> reset(now.body().get("event_id").stringValue());
      default ->
          Optional.ofNullable(otherAnswers.get(uri.getPath()))
              .orElseGet(() -> room(now, uri.getPath()));
    };
  }

  /** Pages of three, so that few rooms are many pages. */
  private Reply list(String query) {
    String after = query.startsWith("after=") ? URLDecoder.decode(query.substring(6), UTF_8) : "";
    List<Map<String, Object>> rest =
        rooms.all().stream()
            .filter(room -> String.valueOf(room.get("event_id")).compareTo(after) > 0)
            .toList();
    return rest.size() <= 3
        ? Reply.ok(Map.of("events", rest))
        : Reply.ok(Map.of("events", rest.subList(0, 3), "next", rest.get(2).get("event_id")));
  }

  private Reply move(JsonNode body) {
    String name = body.get("event_id").stringValue();
    JsonNode expected = body.path("expected_serving_version");
    if ((boolean) rooms.room(name).get("paused")) {
      return Reply.error(409, "this room is paused, so its serving counter stands still");
    }
    if (expected.isNumber() && expected.longValue() != rooms.number(name, "serving_version")) {
      return Reply.error(409, "nothing was moved: somebody else was faster");
    }
    return Reply.ok(Map.of("serving_num", rooms.move(name, body.get("increment_by").longValue())));
  }

  private Reply reset(String name) {
    rooms.reset(name);
    return Reply.ok(Map.of("message", "Counters reset."));
  }

  private Reply room(Asked now, String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean known = rooms.has(name);
    if (now.call().startsWith("PUT")) {
      rooms.put(name, JSON.convertValue(now.body(), FIELDS));
      return Reply.of(known ? 200 : 201, rooms.room(name));
    }
    if (!known) {
      return Reply.error(404, "there is no such event_id");
    }
    if (now.call().startsWith("DELETE")) {
      rooms.retire(name);
      return new Reply(200, Map.of(), Optional.empty());
    }
    return Reply.ok(rooms.room(name));
  }

  /** Where no head has come, browsers ask again by themselves. */
  private static void hangUpAfterTheHead(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, Short.MAX_VALUE);
    exchange.getResponseBody().write(' ');
    exchange.getResponseBody().flush();
    exchange.close();
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = reply.json().orElse("").getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
