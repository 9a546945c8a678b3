package io.anteroom.ingress;

import static io.anteroom.ingress.DecidedRoom.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.ingress.pace.Pace;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code queue_status} over HTTP. */
class QueueStatusIT {

  private static final String PATH = "/queue_status";

  private DecidedRoom room;

  @BeforeEach
  void start() {
    room = new DecidedRoom(Duration.ofSeconds(1));
  }

  @AfterEach
  void stop() {
    room.close();
  }

  private void assertStatus(long number, String json) {
    HttpResponse<String> answer = room.ask(PATH, number);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(json.strip());
    assertThat(answer.headers().firstValue("Cache-Control")).contains("public, no-cache");
    assertThat(answer.headers().firstValue("ETag")).isPresent();
  }

  private String tag(long number) {
    return room.ask(PATH, number).headers().firstValue("ETag").orElseThrow();
  }

  private HttpResponse<String> askAgain(long number, String tag) {
    return room.ask(PATH, room.requestId(number), "If-None-Match", tag);
  }

  @Test
  void saysThatThereIsNoNumberYet() {
    room.served(7);
    assertStatus(
        1,
        """
        {"queue_number":null,"serving_counter":7,"ahead":null,"wait_seconds":null,\
        "state":"numbering","room_state":"open","expires_in":null,"next_poll_ms":1000}
        """);
  }

  @Test
  void countsThoseAheadAndHowLongTheyTake() {
    room.joined();
    room.served(2);
    assertStatus(
        8,
        """
        {"queue_number":8,"serving_counter":2,"ahead":5,"wait_seconds":null,\
        "state":"waiting","room_state":"open","expires_in":null,"next_poll_ms":5000}
        """);

    room.pace(new Pace(0.02, 0.05, Duration.ofSeconds(20)));
    assertStatus(
        8,
        """
        {"queue_number":8,"serving_counter":2,"ahead":5,"wait_seconds":{"low":88,"high":350},\
        "state":"waiting","room_state":"open","expires_in":null,"next_poll_ms":7500}
        """);
    assertThat(room.ask(PATH, 3).body()).contains("\"ahead\":0", "\"state\":\"waiting\"");
  }

  @Test
  void countsDownHowLongAPlaceIsKeptAndSaysWhenItIsNot() {
    room.joined();
    room.served(1_000_000);
    assertStatus(
        8,
        """
        {"queue_number":8,"serving_counter":1000000,"ahead":0,"wait_seconds":null,\
        "state":"served","room_state":"open","expires_in":30,"next_poll_ms":30000}
        """);
    room.at(START.plusMillis(25_500));
    assertThat(room.ask(PATH, 8).body()).contains("\"expires_in\":4,\"next_poll_ms\":4500");
    room.at(START.plusSeconds(30));
    assertStatus(
        8,
        """
        {"queue_number":8,"serving_counter":1000000,"ahead":0,"wait_seconds":null,\
        "state":"expired","room_state":"open","expires_in":null,"next_poll_ms":120000}
        """);
  }

  @Test
  void saysNothingOfTimeWhereAPlaceIsKeptForEver() {
    room.expires(false, Duration.ofSeconds(30));
    room.joined();
    room.served(8);
    room.at(START.plus(Duration.ofDays(2)));

    assertThat(room.ask(PATH, 8).body())
        .contains("\"state\":\"served\"", "\"expires_in\":null,\"next_poll_ms\":30000");
  }

  @Test
  void countsAgainWhoIsAheadWhenTheCounterIsMovedBack() {
    room.joined();
    room.served(8);
    room.served(-5);

    assertThat(room.ask(PATH, 8).body()).contains("\"ahead\":4", "\"state\":\"waiting\"");
  }

  @Test
  void saysWhatTheOwnerHasMadeOfTheRoom() {
    room.joined();
    room.is(false, true);
    assertThat(room.ask(PATH, 8).body()).contains("\"room_state\":\"closed\"");
    room.is(true, true);
    assertThat(room.ask(PATH, 8).body()).contains("\"room_state\":\"paused\"");
    room.is(true, false);
    assertThat(room.ask(PATH, 8).body()).contains("\"room_state\":\"paused\"");
  }

  @Test
  void sendsWhatHasNotChangedOnlyOnce() {
    room.joined();
    String tag = tag(8);
    HttpResponse<String> same = askAgain(8, tag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();

    room.is(true, false);
    String paused = tag(8);
    assertThat(askAgain(8, tag).statusCode()).isEqualTo(200);
    room.is(false, false);
    assertThat(askAgain(8, paused).statusCode()).isEqualTo(200);

    room.pace(new Pace(1, 1, Duration.ofSeconds(5)));
    assertThat(askAgain(8, tag).statusCode()).isEqualTo(200);
    tag = tag(8);
    room.pace(new Pace(0.5, 1, Duration.ofSeconds(5))); // only the high end differs
    assertThat(askAgain(8, tag).statusCode()).isEqualTo(200);
    tag = tag(8);
    room.served(1);
    assertThat(askAgain(8, tag).statusCode()).isEqualTo(200);

    room.served(7);
    tag = tag(8);
    assertThat(askAgain(8, tag).statusCode()).isEqualTo(304);
    room.at(START.plusSeconds(1));
    assertThat(askAgain(8, tag).statusCode()).isEqualTo(200);
  }

  @Test
  void forgetsEverybodyAtAReset() {
    room.joined();
    String former = room.requestId(8);
    String tag = tag(8);
    String body = room.ask(PATH, 8).body();

    room.reset();
    HttpResponse<String> gone = room.ask(PATH, former, "If-None-Match", tag);
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(gone.body()).isEqualTo("{\"error\":\"no such request\"}");

    room.joined();
    HttpResponse<String> next = askAgain(8, tag);
    assertThat(next.statusCode()).isEqualTo(200);
    assertThat(next.body()).isEqualTo(body);
  }
}
