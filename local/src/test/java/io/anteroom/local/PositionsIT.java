package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.rehearsal.origin.Request;
import io.anteroom.testkit.UpProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole stack where people don't come in time: their turns go to those behind them. */
class PositionsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern REQUEST = Pattern.compile("\"api_request_id\":\"([^\"]+)\"");

  @TempDir Path home;
  private UpProcess up;
  private Observer observer;

  @BeforeEach
  void start() throws IOException {
    up = UpProcess.readyIn(home);
    observer = Observer.of(home);
  }

  @AfterEach
  void stop() throws IOException {
    up.close();
  }

  @Test
  void whoDoesNotComeInTimeGivesTheTurnAwayOnce() {
    assertThat(
            configure(
                "{\"queue_position_expiry_period\": 6,"
                    + " \"incr_svc_on_queue_position_expiry\": true}"))
        .isEqualTo(201);
    List<String> people = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      people.add(join());
    }
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(waiting()).isEqualTo(6));
    increment(2);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(serving()).isEqualTo(2));

    assertThat(timeLeft(people.get(0))).isBetween(0L, 6L);
    assertThat(token(people.get(0))).isEqualTo(200);
    assertThat(token(people.get(2))).isEqualTo(202);
    assertThat(expiry(people.get(2)).status()).isEqualTo(202);

    // One of two comes. The other's turn goes to the third, who lets it pass, and so on.
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(serving()).isEqualTo(3));
    assertThat(token(people.get(1))).isEqualTo(410);
    assertThat(expiry(people.get(1)).status()).isEqualTo(410);
    assertThat(token(people.get(0))).isEqualTo(200);
    assertThat(waiting()).isEqualTo(4);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(room()).contains("\"expired_positions\":5"));
    // Both origins have views of their own, and one may be a moment younger.
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(serving()).isEqualTo(7));
    assertThat(waiting()).isZero();
    assertThat(room()).contains("\"queue_counter\":6", "\"token_counter\":1");
    for (String late : people.subList(1, 6)) {
      assertThat(token(late)).isEqualTo(410);
    }
    assertThat(token(people.get(0))).isEqualTo(200);
  }

  @Test
  void aLongerPeriodBringsNobodyBackAndNoPeriodHoldsNobodyUp() {
    assertThat(configure("{\"queue_position_expiry_period\": 2}")).isEqualTo(201);
    String late = join();
    await().atMost(PATIENCE).until(() -> waiting() == 1);
    increment(10);
    await().atMost(PATIENCE).until(() -> expiry(late).status() == 410);
    assertThat(configure("{\"queue_position_expiry_period\": 900}")).isEqualTo(200);

    assertThat(token(late)).isEqualTo(410);
    assertThat(room()).contains("\"expired_positions\":1", "\"serving_counter\":10");

    String served = join();
    await().atMost(PATIENCE).until(() -> waiting() == 1);
    assertThat(timeLeft(served)).isBetween(880L, 900L);
    assertThat(configure("{\"enable_queue_position_expiry\": false}")).isEqualTo(200);
    assertThat(expiry(served).status()).isEqualTo(202);
    assertThat(token(served)).isEqualTo(200);
  }

  private int configure(String settings) {
    return observer
        .signed(
            new Request(
                "PUT", "/events/Short", Map.of("Content-Type", "application/json"), settings))
        .status();
  }

  private void increment(int by) {
    Request call =
        Request.post(
            "/increment_serving_counter",
            "{\"event_id\": \"Short\", \"increment_by\": %d}".formatted(by));
    assertThat(observer.signed(call).status()).isEqualTo(200);
  }

  private String room() {
    return observer.signed(Request.get("/events/Short")).body();
  }

  private String join() {
    String body = observer.post("/assign_queue_num", "{\"event_id\": \"Short\"}").body();
    Matcher id = REQUEST.matcher(body);
    assertThat(id.find()).as(body).isTrue();
    return id.group(1);
  }

  /** The status of a claim. */
  private int token(String request) {
    return observer
        .post(
            "/generate_token",
            "{\"event_id\": \"Short\", \"request_id\": \"%s\"}".formatted(request))
        .status();
  }

  private Observer.Seen expiry(String request) {
    return observer.get("/queue_pos_expiry?event_id=Short&request_id=" + request);
  }

  private long timeLeft(String request) {
    return number(expiry(request).body(), "expires_in");
  }

  private long serving() {
    return number(observer.get("/serving_num?event_id=Short").body(), "serving_counter");
  }

  private long waiting() {
    return number(observer.get("/waiting_num?event_id=Short").body(), "waiting_num");
  }

  private static long number(String json, String field) {
    Matcher matcher = Pattern.compile("\"" + field + "\":(\\d+)").matcher(json);
    assertThat(matcher.find()).as(json).isTrue();
    return Long.parseLong(matcher.group(1));
  }
}
