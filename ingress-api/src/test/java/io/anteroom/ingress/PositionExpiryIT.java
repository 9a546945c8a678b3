package io.anteroom.ingress;

import static io.anteroom.ingress.DecidedRoom.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code queue_pos_expiry} over HTTP. */
class PositionExpiryIT {

  private static final String PATH = "/queue_pos_expiry";
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private DecidedRoom room;

  @BeforeEach
  void start() {
    room = new DecidedRoom(Duration.ofSeconds(3));
  }

  @AfterEach
  void stop() {
    room.close();
  }

  private void assertLeft(long number, long seconds) {
    HttpResponse<String> answer = room.ask(PATH, number);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"expires_in\":" + seconds + "}");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=3");
  }

  private void assertNotYet(long number, String why) {
    HttpResponse<String> answer = room.ask(PATH, number);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains(why);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  private void assertExpired(long number) {
    HttpResponse<String> answer = room.ask(PATH, number);
    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(answer.body()).startsWith("{\"error\":\"the position has expired");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void countsWholeSecondsDownToTheLastOne() {
    room.joined();
    room.served(5);
    assertLeft(5, 30);
    room.at(START.plusMillis(500));
    assertLeft(5, 29);
    room.at(START.plusMillis(29_001));
    assertLeft(5, 0);
    room.at(START.plusMillis(29_999));
    assertLeft(5, 0);
    room.at(START.plusSeconds(30));
    assertExpired(5);
  }

  @Test
  void saysNotYetOfANumberThatIsNotServedWhateverItsAge() {
    room.joined();
    room.served(5);
    room.at(START.plus(Duration.ofDays(2)));
    assertNotYet(6, "not served yet");
    assertNotYet(11, "not known yet"); // not numbered yet
  }

  @Test
  void countsFromTheJoiningOfWhoeverJoinsBehindTheCounter() {
    room.served(5);
    room.at(START.plusSeconds(100));
    room.joined();
    assertLeft(5, 30);
  }

  @Test
  void countsFromTheFirstTimeThatTheCounterWasThere() {
    room.joined();
    room.served(5);
    room.at(START.plusSeconds(10));
    room.served(-5);
    assertNotYet(5, "not served yet");
    room.at(START.plusSeconds(20));
    room.served(7);
    assertLeft(5, 10);
    assertLeft(6, 30);
  }

  @Test
  void saysNotYetWherePositionsDoNotExpire() {
    room.expires(false, PERIOD);
    room.joined();
    room.served(5);
    room.at(START.plus(Duration.ofDays(2)));
    assertNotYet(5, "do not expire");
  }

  @Test
  void doesNotBringBackWhatHasExpiredWhenTheSettingsChange() {
    room.joined();
    room.served(5);
    room.at(START.plusSeconds(40));
    room.expires(true, Duration.ofHours(1));
    assertExpired(5);
    room.served(1);
    assertLeft(6, 3600);
    room.expires(false, Duration.ofHours(1));
    assertExpired(5);
    assertNotYet(6, "do not expire");
  }
}
