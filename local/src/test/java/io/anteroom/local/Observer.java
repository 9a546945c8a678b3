package io.anteroom.local;

import io.anteroom.rehearsal.origin.Origin;
import io.anteroom.rehearsal.origin.Request;
import io.anteroom.signedcalls.Credentials;
import io.anteroom.signedcalls.Signer;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls both origins of a stack and keeps account: how many answers there were, how many of them
 * were 503, and which were wrong. Safe for use by many threads.
 */
final class Observer {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What came back; a call that nobody answered counts as 503, as for anybody who asks. */
  record Seen(int status, String body, Optional<String> tag) {
    boolean isAnswer() {
      return status != 503;
    }
  }

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI publicOrigin;
  private final Origin privateOrigin;
  private final Signer signer;
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();

  Observer(URI publicOrigin, URI privateOrigin, Path credentials) {
    this.publicOrigin = publicOrigin;
    this.privateOrigin = Origin.parse(privateOrigin.toString());
    this.signer = new Signer(Credentials.load(credentials), "us-east-1");
  }

  /** The stack that runs in a folder. */
  static Observer of(Path home) {
    Properties runtime = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve("runtime.properties"))) {
      runtime.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Observer(
        URI.create(runtime.getProperty("public")),
        URI.create(runtime.getProperty("private")),
        Path.of(runtime.getProperty("credentials")));
  }

  URI publicOrigin() {
    return publicOrigin;
  }

  Seen get(String target) {
    return send(publicOrigin, Request.get(target));
  }

  /** Asks the public origin, as somebody who has an answer of this tag already. */
  Seen get(String target, String tag) {
    return send(publicOrigin, Request.get(target).with("If-None-Match", tag));
  }

  Seen post(String path, String json) {
    return send(publicOrigin, Request.post(path, json));
  }

  Seen signed(Request request) {
    return send(URI.create(privateOrigin.toString()), request.signed(signer, privateOrigin));
  }

  private Seen send(URI origin, Request request) {
    HttpRequest.Builder call =
        HttpRequest.newBuilder(origin.resolve(request.target()))
            .timeout(PATIENCE)
            .method(request.method(), BodyPublishers.ofString(request.body()));
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      if (!header.getKey().equalsIgnoreCase("Host")) {
        call.header(header.getKey(), header.getValue());
      }
    }
    Seen seen = send(call.build());
    (seen.isAnswer() ? answers : refusals).incrementAndGet();
    return seen;
  }

  private Seen send(HttpRequest call) {
    try {
      HttpResponse<String> answer = http.send(call, BodyHandlers.ofString());
      if (answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isEmpty()) {
        isWrong(call.uri() + " says 503 without Retry-After");
      }
      return new Seen(answer.statusCode(), answer.body(), answer.headers().firstValue("ETag"));
    } catch (IOException e) {
      isWrong(call.uri() + " does not answer: " + e);
      return new Seen(503, "", Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Seen(503, "", Optional.empty());
    }
  }

  void isWrong(String what) {
    if (!Thread.currentThread().isInterrupted()) {
      wrong.add(what);
    }
  }

  /** Every answer that was not right. */
  Queue<String> wrong() {
    return wrong;
  }

  long answers() {
    return answers.get();
  }

  long refusals() {
    return refusals.get();
  }
}
