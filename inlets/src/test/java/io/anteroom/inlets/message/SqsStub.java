package io.anteroom.inlets.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A queue that speaks the protocol of SQS (AWS JSON 1.0), and may have trouble. */
final class SqsStub implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String TARGET = "AmazonSQS.";
  private static final long NEWS_MILLIS = 20;

  /** A message in the queue. */
  private static final class Entry {
    private final String body;
    private long hiddenToNanos = System.nanoTime();
    private int deliveries;

    private Entry(String body) {
      this.body = body;
    }
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final List<Integer> hidden = new ArrayList<>();
  private final InetSocketAddress address;
  private HttpServer server;
  private int sent;
  private int failing;
  private int garbled;

  SqsStub() {
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

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + address.getPort());
  }

  URI queue() {
    return endpoint().resolve("/123456789012/exits");
  }

  void die() {
    server.stop(0);
  }

  void comeBack() {
    server = listen(address);
  }

  /** Puts a message into the queue, and says its id. */
  synchronized String send(String body) {
    String id = "message-" + ++sent;
    entries.put(id, new Entry(body));
    return id;
  }

  /** The next calls, so many of them, are answered with an error of the service. */
  synchronized void fails(int times) {
    failing = times;
  }

  /** The next messages, so many of them, come with a count of deliveries that is no number. */
  synchronized void garbles(int messages) {
    garbled = messages;
  }

  /** As if all times were over for which messages are hidden. */
  synchronized void showsAll() {
    entries.values().forEach(entry -> entry.hiddenToNanos = System.nanoTime());
  }

  /** Which messages are left, by their ids. */
  synchronized List<String> left() {
    return List.copyOf(entries.keySet());
  }

  synchronized int deliveries(String id) {
    Entry entry = entries.get(id);
    return entry == null ? 0 : entry.deliveries;
  }

  /** The names of all calls. */
  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** For how many seconds messages were to be hidden, in the order of the calls. */
  synchronized List<Integer> hidden() {
    return List.copyOf(hidden);
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode call = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    ObjectNode result = JSON.createObjectNode();
    int status = 400;
    if (target != null && target.startsWith(TARGET)) {
      status = answer(target.substring(TARGET.length()), call, result);
    }
    byte[] body = result.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private int answer(String name, JsonNode call, ObjectNode result) {
    synchronized (this) {
      calls.add(name);
      if (failing > 0) {
        failing--;
        result.put("__type", "com.amazonaws.sqs#ServiceUnavailable");
        return 503;
      }
    }
    switch (name) {
      case "ReceiveMessage" -> receive(call, result);
      case "DeleteMessage" -> delete(receipt(call));
      case "ChangeMessageVisibility" ->
          hide(receipt(call), call.get("VisibilityTimeout").intValue());
      default -> throw new AssertionError(name);
    }
    return 200;
  }

  private static String receipt(JsonNode call) {
    return call.get("ReceiptHandle").stringValue();
  }

  /** Waits as a long poll does; whoever hangs up meanwhile loses what comes, for a while. */
  private synchronized void receive(JsonNode call, ObjectNode result) {
    long giveUpAt = System.nanoTime() + call.get("WaitTimeSeconds").longValue() * 1_000_000_000;
    int most = call.get("MaxNumberOfMessages").intValue();
    long seconds = call.get("VisibilityTimeout").longValue();
    ArrayNode messages = result.putArray("Messages");
    take(most, seconds, messages);
    try {
      while (messages.isEmpty() && System.nanoTime() < giveUpAt) {
        wait(NEWS_MILLIS);
        take(most, seconds, messages);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(int most, long hiddenSeconds, ArrayNode messages) {
    long now = System.nanoTime();
    for (Map.Entry<String, Entry> named : entries.entrySet()) {
      Entry entry = named.getValue();
      if (messages.size() < most && entry.hiddenToNanos - now <= 0) {
        entry.hiddenToNanos = now + hiddenSeconds * 1_000_000_000;
        entry.deliveries++;
        messages
            .addObject()
            .put("MessageId", named.getKey())
            .put("ReceiptHandle", named.getKey())
            .put("Body", entry.body)
            .put("MD5OfBody", md5(entry.body))
            .putObject("Attributes")
            .put(
                "ApproximateReceiveCount",
                garbled-- > 0 ? "many" : String.valueOf(entry.deliveries));
      }
    }
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private synchronized void delete(String id) {
    entries.remove(id);
  }

  private synchronized void hide(String id, int seconds) {
    hidden.add(seconds);
    Entry entry = entries.get(id);
    if (entry != null) {
      entry.hiddenToNanos = System.nanoTime() + seconds * 1_000_000_000L;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
