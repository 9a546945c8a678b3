package io.anteroom.inlets.alarm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A CloudWatch that speaks DescribeAlarms (Smithy RPC v2 CBOR) and has moods. Like the service it
 * tells of composite alarms only whoever asks for them.
 */
public final class CloudWatchStub implements AutoCloseable {

  private static final String OPERATION =
      "/service/GraniteServiceVersion20100801/operation/DescribeAlarms";

  /** An alarm of a kind, {@code MetricAlarm} or {@code CompositeAlarm}. */
  private record Alarm(String kind, String name, String state) {}

  /** A body has a character for each byte. */
  public record Answer(int status, String body) {}

  /** How a call is answered; takes its time if it likes. */
  @FunctionalInterface
  public interface Mood {
    /** The status and body. */
    Answer to(String call) throws InterruptedException;
  }

  /** Has no time. */
  static final Mood THROTTLING = failing(400, "ThrottlingException");

  /** Is broken. */
  static final Mood FAILING = failing(500, "InternalServiceFault");

  /** Does not know us. */
  public static final Mood FORBIDDING = failing(403, "AccessDeniedException");

  /** Answers something that is no answer. */
  static final Mood BABBLING = _ -> new Answer(200, "<html>hello</html>");

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger calls = new AtomicInteger();
  private final List<Alarm> alarms = new ArrayList<>();
  private final HttpServer server;
  private volatile Mood mood = this::described;

  /** One that knows of no alarm. */
  public CloudWatchStub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  private static Mood failing(int status, String code) {
    return _ ->
        new Answer(
            status, Cbor.of(Map.of("__type", "com.amazonaws.cloudwatch#" + code, "message", "no")));
  }

  /** Answers nobody before the latch opens, and then like one that is broken. */
  static Mood hanging(CountDownLatch latch) {
    return call -> {
      latch.await();
      return FAILING.to(call);
    };
  }

  /** Fails once. */
  Mood stumbling() {
    return call -> {
      mood = this::described;
      return FAILING.to(call);
    };
  }

  /** An alarm has this state from now on. */
  public synchronized CloudWatchStub with(String kind, String name, String state) {
    alarms.removeIf(alarm -> alarm.kind().equals(kind) && alarm.name().equals(name));
    alarms.add(new Alarm(kind, name, state));
    return this;
  }

  /** Answers like this from now on. */
  public CloudWatchStub is(Mood newMood) {
    mood = newMood;
    return this;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How often it was called. */
  int calls() {
    return calls.get();
  }

  private synchronized Answer described(String call) {
    return new Answer(
        200,
        Cbor.of(
            Map.of(
                "MetricAlarms", matching(call, "MetricAlarm"),
                "CompositeAlarms", matching(call, "CompositeAlarm"))));
  }

  private List<Map<String, String>> matching(String call, String kind) {
    return alarms.stream()
        .filter(alarm -> alarm.kind().equals(kind) && call.contains(kind))
        .filter(alarm -> call.contains(alarm.name()))
        .map(alarm -> Map.of("AlarmName", alarm.name(), "StateValue", alarm.state()))
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    String call = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
    boolean isOurs =
        exchange.getRequestURI().getPath().equals(OPERATION)
            && "rpc-v2-cbor".equals(exchange.getRequestHeaders().getFirst("smithy-protocol"));
    try {
      Answer answer = isOurs ? mood.to(call) : new Answer(404, "");
      exchange.getResponseHeaders().add("smithy-protocol", "rpc-v2-cbor");
      exchange.getResponseHeaders().add("Content-Type", "application/cbor");
      byte[] body = answer.body().getBytes(ISO_8859_1);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
