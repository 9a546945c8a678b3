package io.anteroom.streams.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A bus that speaks PutEvents (AWS JSON 1.1) and has moods. */
final class BusStub implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  /** An entry of a call. */
  record Entry(String source, String detailType, String id, String detail, String bus, long time) {

    private static Entry of(JsonNode json) {
      return new Entry(
          json.get("Source").stringValue(),
          json.get("DetailType").stringValue(),
          json.at("/Resources/0").stringValue(),
          json.get("Detail").stringValue(),
          json.get("EventBusName").stringValue(),
          json.get("Time").longValue());
    }

    /** The request that it is about. */
    String request() {
      return JSON.readTree(detail).get("request_id").stringValue();
    }
  }

  /** How the bus answers a call. */
  interface Mood {
    /** The status and body of the answer; takes its time if it likes. */
    Answer to(List<Entry> entries) throws InterruptedException;
  }

  /**
   * An answer over HTTP.
   *
   * @param accepted which entries the bus has from now on
   */
  record Answer(int status, String body, List<Entry> accepted) {}

  /** Takes everything. */
  static final Mood GLAD = refusing(_ -> "");

  /** Has no time. */
  static final Mood THROTTLING =
      _ -> new Answer(400, "{\"__type\":\"ThrottlingException\",\"message\":\"slow\"}", List.of());

  /** Is broken. */
  static final Mood FAILING = _ -> new Answer(500, "{\"__type\":\"InternalException\"}", List.of());

  /** Answers something that is no answer. */
  static final Mood BABBLING = _ -> new Answer(200, "<html>hello</html>", List.of());

  /** Takes everything and fails before it can say so. */
  static final Mood FORGETFUL = entries -> new Answer(503, "", entries);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Entry> accepted = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private final List<Long> callsAtNanos = new ArrayList<>();
  private final InetSocketAddress address;
  private HttpServer server;
  private volatile Mood mood = GLAD;

  BusStub() {
    server = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    address = server.getAddress();
  }

  private HttpServer listen(InetSocketAddress where) {
    try {
      HttpServer fresh = HttpServer.create(where, 0);
      fresh.createContext("/", this::answer);
      fresh.setExecutor(threads);
      fresh.start();
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says no to single entries, with the code that it finds for them; an empty code is a yes. */
  static Mood refusing(Function<Entry, String> code) {
    return entries -> {
      ArrayNode results = JSON.createArrayNode();
      List<Entry> taken = new ArrayList<>();
      for (Entry entry : entries) {
        String refusal = code.apply(entry);
        if (refusal.isEmpty()) {
          taken.add(entry);
          results.addObject().put("EventId", "event-" + entry.id());
        } else {
          results.addObject().put("ErrorCode", refusal).put("ErrorMessage", "no");
        }
      }
      ObjectNode body =
          JSON.createObjectNode().put("FailedEntryCount", entries.size() - taken.size());
      body.set("Entries", results);
      return new Answer(200, body.toString(), taken);
    };
  }

  /** Fails when certain entries are in a call, and does not say which. */
  static Mood failingFor(Predicate<Entry> certain) {
    return entries -> (entries.stream().anyMatch(certain) ? FAILING : GLAD).to(entries);
  }

  /** Answers nobody before the latch opens, and then is glad. */
  static Mood hanging(CountDownLatch latch) {
    return entries -> {
      latch.await();
      return GLAD.to(entries);
    };
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + address.getPort());
  }

  void is(Mood newMood) {
    mood = newMood;
  }

  void die() {
    server.stop(0);
  }

  void comeBack() {
    server = listen(address);
  }

  private void answer(HttpExchange exchange) throws IOException {
    List<Entry> entries = new ArrayList<>();
    JsonNode call = JSON.readTree(exchange.getRequestBody().readAllBytes());
    call.get("Entries").forEach(entry -> entries.add(Entry.of(entry)));
    Answer answer = answer(entries);
    byte[] body = answer.body().getBytes(UTF_8);
    boolean isPut =
        "AWSEvents.PutEvents".equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(
        isPut ? answer.status() : 404, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Answer answer(List<Entry> entries) {
    synchronized (this) {
      callsAtNanos.add(System.nanoTime());
      sizes.add(entries.size());
    }
    try {
      Answer answer = mood.to(entries);
      synchronized (this) {
        accepted.addAll(answer.accepted());
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(503, "", List.of());
    }
  }

  /** What the bus has, in the order in which it came. */
  synchronized List<Entry> accepted() {
    return List.copyOf(accepted);
  }

  /** How many entries each call had. */
  synchronized List<Integer> sizes() {
    return List.copyOf(sizes);
  }

  /** When it was called. */
  synchronized List<Long> callsAtNanos() {
    return List.copyOf(callsAtNanos);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
