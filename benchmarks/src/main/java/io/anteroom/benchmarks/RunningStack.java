package io.anteroom.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The local stack that runs now, seen from outside. */
final class RunningStack {

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Path home;
  private final Properties runtime = new Properties();
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * Finds the stack on {@code ANTEROOM_HOME}, or else {@code .anteroom}, by what it left there.
   *
   * @throws IllegalStateException if none runs there
   */
  static RunningStack find() {
    return new RunningStack(Path.of(System.getenv().getOrDefault("ANTEROOM_HOME", ".anteroom")));
  }

  private RunningStack(Path home) {
    this.home = home;
    try (BufferedReader in = Files.newBufferedReader(home.resolve("runtime.properties"))) {
      runtime.load(in);
    } catch (NoSuchFileException e) {
      throw new IllegalStateException(
          "no stack runs on " + home + ": start one with ./anteroom up --fresh", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String bootstrap() {
    return runtime.getProperty("bootstrap");
  }

  String topicPrefix() {
    return runtime.getProperty("prefix");
  }

  String room() {
    return runtime.getProperty("event");
  }

  /**
   * Numbered places without a token.
   *
   * @throws IllegalStateException if the stack does not say
   */
  long waiting() {
    return number(ask("/waiting_num").body());
  }

  /** Says whether the stack knows how far serving has come. */
  boolean answers() {
    return ask("/serving_num").statusCode() == 200;
  }

  private HttpResponse<String> ask(String path) {
    URI uri = URI.create(runtime.getProperty("public") + path + "?event_id=" + room());
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new IllegalStateException(
          "no stack answers on " + home + ": start one with ./anteroom up --fresh", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Bytes that Redis has allocated for data. */
  long redisBytes() {
    return redis("INFO memory")
        .lines()
        .filter(line -> line.startsWith("used_memory_dataset:"))
        .mapToLong(RunningStack::number)
        .findFirst()
        .orElseThrow();
  }

  /** Spans of the room, in the generation that is the first of a fresh stack. */
  long spans() {
    return number(redis("ZCARD anteroom:{" + room() + "}:1:spans"));
  }

  /** Tokens of the room in Redis. */
  long tokens() {
    return number(redis("HLEN anteroom:{" + room() + "}:1:tokens"));
  }

  /** Decisions of the room that Redis shows to readers; 0 while it shows none. */
  long decisions() {
    boolean building = redis("HGETALL anteroom:{mirror}").contains(" building ");
    String sequence = redis("HGET anteroom:{" + room() + "}:room sequence");
    return building || sequence.startsWith("$-1") ? 0 : number(sequence.lines().toList().get(1));
  }

  /** Empties Redis. */
  void flushRedis() {
    var _ = redis("FLUSHALL");
  }

  /** Sends one inline command and reads until Redis hangs up. */
  private String redis(String command) {
    URI uri = URI.create(runtime.getProperty("redis"));
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes of the state stores on disk. */
  long storeBytes() {
    try (Stream<Path> files = Files.walk(home.resolve("streams"))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes of live objects in the stack's JVM: broker, processor and all services together. */
  long heapBytes() {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process histogram =
          new ProcessBuilder(jcmd.toString(), runtime.getProperty("pid"), "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      try (BufferedReader out =
          new BufferedReader(new InputStreamReader(histogram.getInputStream(), US_ASCII))) {
        // The last line is: Total  <objects>  <bytes>
        String total =
            out.lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
        Matcher numbers = NUMBER.matcher(total);
        return numbers
            .results()
            .skip(1)
            .mapToLong(n -> Long.parseLong(n.group()))
            .findFirst()
            .orElseThrow();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(String text) {
    Matcher first = NUMBER.matcher(text);
    if (!first.find()) {
      throw new IllegalStateException("no number in: " + text);
    }
    return Long.parseLong(first.group());
  }
}
