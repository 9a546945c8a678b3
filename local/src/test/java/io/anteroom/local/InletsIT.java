package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.local.Observer.Seen;
import io.anteroom.rehearsal.origin.Request;
import io.anteroom.testkit.UpProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole stack with inlets that move the counters of its rooms. */
class InletsIT {

  /** In what time a site that is kept full gets the next visitor. */
  private static final Duration REACTION = Duration.ofSeconds(2);

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir static Path home;

  private static UpProcess up;
  private static Observer stack;

  @BeforeAll
  static void start() throws IOException {
    up =
        UpProcess.readyIn(
            home,
            Map.ofEntries(
                Map.entry("ANTEROOM_INLETS_FULL_EVENT_ID", "Full"),
                Map.entry("ANTEROOM_INLETS_FULL_STRATEGY", "refill"),
                Map.entry("ANTEROOM_INLETS_FULL_MAX_SIZE", "3"),
                Map.entry("ANTEROOM_INLETS_SHOP_EVENT_ID", "Shop"),
                Map.entry("ANTEROOM_INLETS_SHOP_STRATEGY", "max_size"),
                Map.entry("ANTEROOM_INLETS_SHOP_MAX_SIZE", "4"),
                Map.entry("ANTEROOM_INLETS_CLOCK_EVENT_ID", "Clock"),
                Map.entry("ANTEROOM_INLETS_CLOCK_STRATEGY", "periodic"),
                Map.entry("ANTEROOM_INLETS_CLOCK_INCREMENT_BY", "5"),
                Map.entry("ANTEROOM_INLETS_CLOCK_EVERY", "2s"),
                Map.entry("ANTEROOM_INLETS_TRIAL_EVENT_ID", "Trial"),
                Map.entry("ANTEROOM_INLETS_TRIAL_STRATEGY", "refill"),
                Map.entry("ANTEROOM_INLETS_TRIAL_MAX_SIZE", "2"),
                Map.entry("ANTEROOM_INLETS_TRIAL_DRY_RUN", "true")));
    stack = Observer.of(home);
  }

  @AfterAll
  static void stop() throws IOException {
    up.close();
  }

  @Test
  void refillKeepsTheSiteFullAndSeesAtOnceWhoLeaves() {
    Room room = Room.make("Full", "{\"validity_period\": 8}");
    room.awaitServing(3, REACTION.multipliedBy(2));
    List<String> line = room.line(7);

    Instant firstEnd = room.claim(line.get(0));
    room.claim(line.get(1));
    room.claim(line.get(2));
    room.assertAtMost(3);

    room.close(line.get(0), 1);
    room.awaitServing(4, REACTION);
    Instant lastEnd = room.claim(line.get(3));
    room.assertAtMost(3);
    assertThat(room.serving()).isEqualTo(4);
    assertThat(Instant.now()).as("nobody's time has run out so far").isBefore(firstEnd);

    room.awaitServing(7, Duration.between(Instant.now(), lastEnd).plus(REACTION));
    assertThat(Instant.now()).isAfterOrEqualTo(lastEnd);
    room.assertAtMost(3);
  }

  @Test
  void maxSizeLetsInAsManyAsLeftAndGivesBackThePlacesOfThoseWhoNeverCame() {
    Room room = Room.make("Shop", "{\"queue_position_expiry_period\": 6}");
    List<String> line = room.line(9);

    tell("shop", "{\"exited\": 100}");
    room.awaitServing(4, REACTION.multipliedBy(2));
    room.claim(line.get(0));
    room.claim(line.get(1));
    room.claim(line.get(2));
    room.assertAtMost(4);

    // The fourth never comes.
    room.awaitServing(5, Duration.ofSeconds(20));
    room.claim(line.get(4));
    assertThat(room.figure("expired_positions")).isEqualTo(1);
    room.assertAtMost(4);

    String message =
        "{\"completed\": [\"%s\"], \"abandoned\": [\"%s\", \"%s\", \"nobody\"]}"
            .formatted(line.get(0), line.get(1), line.get(0));
    tell("shop", message);
    room.awaitServing(7, REACTION.multipliedBy(2));
    room.claim(line.get(5));
    room.claim(line.get(6));
    tell("shop", message);
    room.awaitThatServingStaysAt(7);
    room.assertAtMost(4);
  }

  @Test
  void periodicCountsEachTickOnceAndStaysPausedThroughARestart() throws IOException {
    Room room = Room.make("Clock", "{}");
    soon().until(() -> !inlet("clock").get("last_move").isNull());
    JsonNode first = inlet("clock").get("last_move");
    soon().until(() -> room.serving() >= first.get("serving_num").longValue() + 20);
    JsonNode last = inlet("clock").get("last_move");

    long ticks = last.get("at").longValue() / 2 - first.get("at").longValue() / 2;
    assertThat(last.get("serving_num").longValue())
        .isEqualTo(first.get("serving_num").longValue() + 5 * ticks);
    assertThat(last.get("by").longValue()).isEqualTo(5);

    assertThat(change("clock", "{\"paused\": true}").get("paused").booleanValue()).isTrue();
    assertThat(inlet("clock").get("holds").stringValue()).isEqualTo("paused");
    long paused = room.serving();
    assertThat(up.stop()).isEqualTo(143);
    assertThat(up.output().split("Anteroom is stopping", -1)[1])
        .doesNotContain("Inlet", "ERROR", "\tat ");
    stop();
    start();

    assertThat(inlet("clock").get("paused").booleanValue()).isTrue();
    room.awaitThatServingStaysAt(paused);
    assertThat(inlet("clock").get("holds").stringValue()).isEqualTo("paused");
    assertThat(change("clock", "{\"paused\": false}").get("paused").booleanValue()).isFalse();
    soon().until(() -> room.serving() > paused);
  }

  @Test
  void aDryRunSaysWhatItWouldDoAndMovesNothing() {
    Room room = Room.make("Trial", "{}");

    soon().until(() -> Files.readString(home.resolve("anteroom.log")).contains("would move"));
    assertThat(room.serving()).isZero();
    assertThat(change("trial", "{\"dry_run\": false}").get("dry_run").booleanValue()).isFalse();
    room.awaitServing(2, REACTION.multipliedBy(2));
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60)).ignoreExceptions();
  }

  private static JsonNode inlet(String name) {
    return ok(stack.signed(Request.get("/inlets/" + name)));
  }

  private static JsonNode change(String name, String change) {
    return ok(stack.signed(put("/inlets/" + name, change)));
  }

  /** Brings an inlet a message. */
  private static void tell(String name, String message) {
    assertThat(stack.signed(Request.post("/inlet_messages/" + name, message)).status())
        .isEqualTo(200);
  }

  private static Request put(String path, String body) {
    return new Request("PUT", path, Map.of("Content-Type", "application/json"), body);
  }

  private static JsonNode ok(Seen seen) {
    assertThat(seen.status()).as(seen.body()).isIn(200, 201);
    return JSON.readTree(seen.body());
  }

  /** A room, with the people in its line. */
  private record Room(String name) {

    static Room make(String name, String settings) {
      ok(stack.signed(put("/events/" + name, settings)));
      return new Room(name);
    }

    /** So many people, in the order of their numbers. */
    List<String> line(int people) {
      Map<String, Long> numbers = new HashMap<>();
      Stream.generate(this::join)
          .limit(people)
          .toList()
          .forEach(person -> numbers.put(person, number(person)));
      return numbers.keySet().stream().sorted(Comparator.comparing(numbers::get)).toList();
    }

    private String join() {
      return ok(stack.post("/assign_queue_num", "{\"event_id\": \"" + name + "\"}"))
          .get("api_request_id")
          .stringValue();
    }

    private long number(String person) {
      String question = "/queue_num?event_id=" + name + "&request_id=" + person;
      soon().until(() -> stack.get(question).status() == 200);
      return ok(stack.get(question)).get("queue_number").longValue();
    }

    /** Fetches a token; tells when it ends. */
    Instant claim(String person) {
      String body = "{\"event_id\": \"%s\", \"request_id\": \"%s\"}".formatted(name, person);
      soon().until(() -> stack.post("/generate_token", body).status() == 200);
      String token = ok(stack.post("/generate_token", body)).get("access_token").stringValue();
      byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
      return Instant.ofEpochSecond(JSON.readTree(claims).get("exp").longValue());
    }

    void close(String person, int status) {
      String body =
          "{\"event_id\": \"%s\", \"request_id\": \"%s\", \"status\": %d}"
              .formatted(name, person, status);
      assertThat(stack.signed(Request.post("/update_session", body)).status()).isEqualTo(200);
    }

    long serving() {
      return ok(stack.get("/serving_num?event_id=" + name)).get("serving_counter").longValue();
    }

    long figure(String field) {
      return ok(stack.signed(Request.get("/events/" + name))).get(field).longValue();
    }

    void awaitServing(long number, Duration time) {
      await()
          .atMost(time)
          .pollInterval(Duration.ofMillis(50))
          .untilAsserted(() -> assertThat(serving()).isEqualTo(number));
    }

    void awaitThatServingStaysAt(long number) {
      await()
          .atMost(Duration.ofSeconds(30))
          .during(Duration.ofSeconds(5))
          .untilAsserted(() -> assertThat(serving()).isEqualTo(number));
    }

    /** Who fetched a token a moment ago may still count among those who may. */
    void assertAtMost(long size) {
      await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(
              () -> assertThat(figure("claimable_num") + activeTokens()).isLessThanOrEqualTo(size));
    }

    private long activeTokens() {
      return ok(stack.signed(Request.get("/num_active_tokens?event_id=" + name)))
          .get("active_tokens")
          .longValue();
    }
  }
}
