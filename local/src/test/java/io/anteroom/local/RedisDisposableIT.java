package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.backends.RedisServer;
import io.anteroom.backends.RedisSettings;
import io.anteroom.local.Observer.Seen;
import io.anteroom.rehearsal.origin.Request;
import io.anteroom.testkit.UpProcess;
import java.io.IOException;
import java.io.Reader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole stack while Redis is emptied, robbed, and killed under load. People join, ask where
 * they stand and fetch their tokens all the while, and hold every answer against those before it:
 * it is right, or it is 503.
 */
class RedisDisposableIT {
  private static final int PEOPLE = 20;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path home;
  @TempDir Path otherRedis;

  private final ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Person> people = new ConcurrentLinkedQueue<>();
  private UpProcess up;
  private Observer observer;
  private URI redis;
  private long active;

  @BeforeEach
  void start() throws IOException {
    up = UpProcess.readyIn(home);
    Properties runtime = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve("runtime.properties"))) {
      runtime.load(reader);
    }
    redis = URI.create(runtime.getProperty("redis"));
    observer =
        new Observer(
            URI.create(runtime.getProperty("public")),
            URI.create(runtime.getProperty("private")),
            Path.of(runtime.getProperty("credentials")));
  }

  @AfterEach
  void stop() throws IOException {
    crowd.shutdownNow();
    up.close();
  }

  @Test
  void everyAnswerIsRightOr503WhateverBecomesOfRedis() throws Exception {
    keepOn(this::serve);
    for (int i = 0; i < PEOPLE; i++) {
      join();
    }
    awaitEverybodyServed();

    tellRedis("FLUSHALL");
    join();
    awaitEverybodyServed();

    tellRedis("DEL anteroom:{Sample}:1:spans");
    join();
    awaitEverybodyServed();

    killRedis();
    // For longer than memory counts, so that everybody gets to see it.
    await()
        .atMost(PATIENCE)
        .until(() -> observer.get("/serving_num?event_id=Sample").status() == 503);
    int port = redis.getPort();
    try (RedisServer empty = RedisServer.start(new RedisSettings(otherRedis, port, false))) {
      join();
      awaitEverybodyServed();
      empty.kill();
      empty.restart();
      join();
      awaitEverybodyServed();

      crowd.shutdownNow();
      assertThat(observer.wrong()).isEmpty();
      assertThat(observer.refusals()).isPositive();
      assertThat(observer.answers()).isGreaterThan(50L * PEOPLE);
      assertThat(numbers()).hasSameSizeAs(people).first().isEqualTo(1L);
      assertThat(((TreeSet<Long>) numbers()).last()).isEqualTo(people.size());
    }
  }

  private void join() {
    Person person = new Person();
    people.add(person);
    keepOn(person::ask);
  }

  /** Everybody asks again and again; waits until each has seen each answer since now. */
  private void awaitEverybodyServed() {
    people.forEach(person -> person.isContent = false);
    await()
        .atMost(PATIENCE)
        .pollInterval(PAUSE)
        .failFast(() -> assertThat(observer.wrong()).isEmpty())
        .until(() -> people.stream().allMatch(person -> person.isContent));
  }

  private Set<Long> numbers() {
    Set<Long> numbers = new TreeSet<>();
    people.forEach(person -> numbers.add(person.number));
    return numbers;
  }

  private void tellRedis(String command) throws IOException {
    try (Socket socket = new Socket(redis.getHost(), redis.getPort())) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isIn((int) '+', (int) ':');
    }
  }

  private void killRedis() throws IOException {
    Path pidFile = home.resolve("redis").resolve("redis.pid");
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    Files.delete(pidFile); // the number may become somebody else's
  }

  private void keepOn(Runnable asking) {
    crowd.execute(() -> {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          asking.run();
        } catch (RuntimeException e) {
          observer.isWrong("what was answered can't be understood: " + e);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    });
  }

  /** Moves the counter on, and looks at what the site sees: it never goes back. */
  private void serve() {
    Seen moved =
        observer.signed(
            Request.post(
                "/increment_serving_counter", "{\"event_id\":\"Sample\",\"increment_by\":1}"));
    expect("increment_serving_counter", moved, 200);
    Seen tokens = observer.signed(Request.get("/num_active_tokens?event_id=Sample"));
    if (expect("num_active_tokens", tokens, 200)) {
      long now = number(tokens, "active_tokens");
      check(now >= active, "num_active_tokens fell from " + active + " to " + now);
      active = now;
    }
  }

  /** Says whether it is an answer, and no 503; another status is wrong. */
  private boolean expect(String call, Seen seen, Integer... statuses) {
    check(
        !seen.isAnswer() || List.of(statuses).contains(seen.status()),
        call + " says " + seen.status() + ": " + seen.body());
    return seen.status() == 200;
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      observer.isWrong(otherwise);
    }
  }

  private static long number(Seen seen, String name) {
    return Long.parseLong(text(seen, "\"" + name + "\":(\\d+)"));
  }

  private static String text(Seen seen, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(seen.body());
    return found.find() ? found.group(1) : "nothing in " + seen.body();
  }

  /** Somebody who joins and then asks for everything, over and over. */
  private final class Person {
    private volatile boolean isContent;
    private volatile long number;
    private String id = "";
    private long served;
    private String token = "";

    void ask() {
      if (id.isEmpty()) {
        join();
      } else {
        boolean all = askForNumber();
        all &= askForCounters();
        all &= askForToken();
        isContent |= all;
      }
    }

    private void join() {
      Seen seen = observer.post("/assign_queue_num", "{\"event_id\":\"Sample\"}");
      if (expect("assign_queue_num", seen, 200)) {
        id = text(seen, "\"api_request_id\":\"([^\"]+)\"");
      }
    }

    private boolean askForNumber() {
      Seen seen = observer.get("/queue_num?event_id=Sample&request_id=" + id);
      check(number == 0 || seen.status() != 202, "a number was taken back");
      boolean known = expect("queue_num", seen, 200, 202);
      if (known) {
        long now = number(seen, "queue_number");
        check(number == 0 || number == now, "number " + number + " became " + now);
        number = now;
      }
      return known;
    }

    private boolean askForCounters() {
      Seen seen = observer.get("/serving_num?event_id=Sample");
      boolean known = expect("serving_num", seen, 200);
      if (known) {
        long now = number(seen, "serving_counter");
        check(now >= served, "serving_num fell from " + served + " to " + now);
        served = now;
      }
      return expect("waiting_num", observer.get("/waiting_num?event_id=Sample"), 200) && known;
    }

    private boolean askForToken() {
      String ids = "{\"event_id\":\"Sample\",\"request_id\":\"" + id + "\"}";
      Seen seen = observer.post("/generate_token", ids);
      check(token.isEmpty() || seen.status() != 202, "a token was taken back");
      boolean known = expect("generate_token", seen, 200, 202);
      if (known) {
        String now = text(seen, "\"access_token\":\"([^\"]+)\"");
        check(token.isEmpty() || token.equals(now), "there is another token");
        token = now;
        Seen left = observer.get("/queue_pos_expiry?event_id=Sample&request_id=" + id);
        known = expect("queue_pos_expiry", left, 200, 202);
      }
      return known;
    }
  }
}
