package io.anteroom.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import io.anteroom.tokens.SignedTokens;
import io.anteroom.tokens.SigningKeys;
import io.anteroom.tokens.TokenSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A waiting room of a hundred lines, over real HTTP, that misbehaves as told. */
final class FakeRoom implements AutoCloseable {

  /** Its ways to misbehave; the 20th visitor suffers, where not all do. */
  enum Fault {
    NONE,
    DUPLICATE_NUMBER,
    GAP,
    NUMBER_FROM_THE_PAST,
    NO_NUMBER_EVER,
    TOKEN_FOR_EVERYBODY,
    OTHER_BYTES,
    FORGED_SIGNATURE,
    TOKEN_OF_ANOTHER,
    COUNTER_SLIPS,
    BUSY,
    UNSURE,
    SLOW,
    HANGS_UP,
    NO_SESSIONS,
    LEAVES_PAGES_ALONE
  }

  static final String ACCESS_KEY = "AKFAKE";
  private static final Reply UNSURE = new Reply(503, "{\"error\": \"it may have happened\"}");
  private static final int UNLUCKY = 20;
  private static final EventId EVENT = new EventId("Sample");
  private static final Set<String> KNOWN = Set.of(EVENT.value(), "Beside");

  private final Fault fault;
  private final Instant opened = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final SigningKeys keys = SigningKeys.generate();
  private final TokenSigner signer = new TokenSigner(keys);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private final Map<String, Long> numbers = new ConcurrentHashMap<>();
  private final AtomicLong queueCounter = new AtomicLong(100);
  private final AtomicLong servingCounter = new AtomicLong(90);
  private final AtomicInteger moves = new AtomicInteger();
  private final AtomicInteger joins = new AtomicInteger();
  private final Map<String, Reply> done = new ConcurrentHashMap<>();
  private final Set<String> turnedAway = ConcurrentHashMap.newKeySet();

  FakeRoom(Fault fault) throws IOException {
    this.fault = fault;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int joins() {
    return joins.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private record Reply(int status, String body) {
    String tag() {
      return '"' + Integer.toHexString(body.hashCode()) + '"';
    }
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      if (exchange.getRequestMethod().equals("OPTIONS")) {
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      JsonNode in = body.isEmpty() ? query(exchange) : JsonMapper.shared().readTree(body);
      Reply reply =
          KNOWN.contains(in.path("event_id").stringValue(""))
              ? answer(exchange, in)
              : new Reply(404, "{\"error\": \"there is no such room\"}");
      if (reply.status() == 503) {
        exchange.getResponseHeaders().add("Retry-After", "1");
      }
      exchange.getResponseHeaders().add("ETag", reply.tag());
      if (reply.tag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      if (reply.status() > 0) {
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode query(HttpExchange exchange) {
    var object = JsonMapper.shared().createObjectNode();
    for (String pair : exchange.getRequestURI().getQuery().split("&", -1)) {
      object.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return object;
  }

  private Reply answer(HttpExchange exchange, JsonNode in) {
    String requestId = in.path("request_id").stringValue("");
    return switch (exchange.getRequestURI().getPath()) {
      case "/assign_queue_num" -> join();
      case "/queue_num" -> number(requestId);
      case "/queue_status" -> status(requestId);
      case "/serving_num" -> ok("{\"serving_counter\": %d}".formatted(servingCounter.get()));
      case "/generate_token" -> token(requestId);
      case "/public_key" -> ok(keys.currentJwk());
      case "/increment_serving_counter" -> signed(exchange, isUnsure(in), () -> increment(in));
      case "/update_session" -> signed(exchange, fault == Fault.UNSURE, () -> session(requestId));
      default -> new Reply(404, "{}");
    };
  }

  private static Reply ok(String body) {
    return new Reply(200, body);
  }

  /** Does what comes with the same key once; where it is unsure, it does not say so at first. */
  private Reply signed(HttpExchange exchange, boolean unsure, Supplier<Reply> call) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String ours = "AWS4-HMAC-SHA256 Credential=" + ACCESS_KEY + "/";
    if (authorization == null || !authorization.startsWith(ours)) {
      return new Reply(403, "{\"error\": \"not signed\"}");
    }
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    boolean known = done.containsKey(key);
    Reply reply = done.computeIfAbsent(key, _ -> call.get());
    return unsure && !known ? UNSURE : reply;
  }

  private Reply join() {
    int join = joins.incrementAndGet();
    if (fault == Fault.BUSY && join % 5 == 0) {
      return new Reply(503, "{\"error\": \"busy\"}");
    }
    if (fault == Fault.HANGS_UP && join % 5 == 0) {
      return new Reply(0, "");
    }
    if (fault == Fault.SLOW) {
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
    }
    String requestId = UUID.randomUUID().toString();
    boolean unlucky = join == UNLUCKY;
    numbers.put(
        requestId,
        switch (fault) {
          case DUPLICATE_NUMBER -> unlucky ? queueCounter.get() : queueCounter.incrementAndGet();
          case GAP -> queueCounter.addAndGet(unlucky ? 2 : 1);
          case NUMBER_FROM_THE_PAST -> unlucky ? 99 : queueCounter.incrementAndGet();
          case NO_NUMBER_EVER -> unlucky ? 0 : queueCounter.incrementAndGet();
          default -> queueCounter.incrementAndGet();
        });
    if (fault == Fault.UNSURE && unlucky) {
      return UNSURE;
    }
    return ok("{\"api_request_id\": \"%s\"}".formatted(requestId));
  }

  private Reply status(String requestId) {
    long number = numbers.get(requestId);
    if (fault == Fault.LEAVES_PAGES_ALONE && number == 100 + UNLUCKY) {
      return new Reply(503, "{\"error\": \"busy\"}");
    }
    if (fault == Fault.LEAVES_PAGES_ALONE && number == 101 + UNLUCKY) {
      return new Reply(404, "{\"error\": \"there is no such place\"}");
    }
    long ahead = number - servingCounter.get() - 1;
    return turnedAway.add("status " + requestId)
        ? ok("{\"state\": \"numbering\", \"next_poll_ms\": 1}")
        : ok(
            ahead < 0
                ? "{\"state\": \"served\", \"next_poll_ms\": 1000}"
                : "{\"state\": \"waiting\", \"ahead\": %d, \"next_poll_ms\": 1000}"
                    .formatted(ahead));
  }

  private Reply number(String requestId) {
    long number = numbers.get(requestId);
    boolean first = turnedAway.add(requestId);
    return first || number == 0
        ? new Reply(202, "")
        : ok(
            "{\"entry_time\": 1, \"queue_number\": %d, \"event_id\": \"Sample\", \"status\": 1}"
                .formatted(number));
  }

  /** Of the first move that moves something. */
  private boolean isUnsure(JsonNode in) {
    return fault == Fault.UNSURE
        && in.path("increment_by").longValue() > 0
        && moves.incrementAndGet() == 1;
  }

  private Reply increment(JsonNode in) {
    long by = in.path("increment_by").longValue();
    long slip = fault == Fault.COUNTER_SLIPS && by > 0 ? 1 : 0;
    return ok("{\"serving_num\": %d}".formatted(servingCounter.addAndGet(by + slip)));
  }

  private Reply session(String requestId) {
    boolean closed = !turnedAway.add("session " + requestId);
    if (closed || fault == Fault.NO_SESSIONS) {
      return new Reply(404, "{}");
    }
    return ok("");
  }

  private Reply token(String requestId) {
    long number = numbers.get(requestId);
    if (number > servingCounter.get() && fault != Fault.TOKEN_FOR_EVERYBODY) {
      return new Reply(202, "");
    }
    boolean unlucky = number == 100 + UNLUCKY;
    boolean repeated = !turnedAway.add("token " + requestId);
    SignedTokens tokens =
        signer.sign(
            new TokenClaims(
                EVENT,
                RequestId.parse(requestId),
                new QueueNumber(fault == Fault.TOKEN_OF_ANOTHER && unlucky ? number + 1 : number),
                opened,
                opened.plusSeconds(fault == Fault.OTHER_BYTES && repeated ? 3600 : 3601),
                new Issuer(origin()),
                keys.current(),
                new TokenId("jti-" + number)));
    String id = fault == Fault.FORGED_SIGNATURE && unlucky ? forged(tokens.id()) : tokens.id();
    return ok(
        """
        {"access_token": "%s", "refresh_token": "%s", "id_token": "%s",
         "token_type": "Bearer", "expires_in": 3600}\
        """
            .formatted(tokens.access(), tokens.refresh(), id));
  }

  private static String forged(String token) {
    int signature = token.lastIndexOf('.') + 1;
    char other = token.charAt(signature) == 'A' ? 'B' : 'A';
    return token.substring(0, signature) + other + token.substring(signature + 1);
  }
}
