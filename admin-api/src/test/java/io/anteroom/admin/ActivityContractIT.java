package io.anteroom.admin;

import static io.anteroom.admin.ModelRooms.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.eventlog.LogUnavailableException;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row and status of what is told of the last hour, over HTTP. */
class ActivityContractIT extends AdminCalls {

  private static final long NOON = ModelRooms.NOW.getEpochSecond();

  /** The last hour; these are the values of its two newest steps. */
  private static String history(
      long generation, String arrivals, String waiting, String serving, String active, String lag) {
    return """
    {"event_id":"Sample","generation":%d,"began":%d,"from":%d,"step":15,"as_of":%d,\
    "numbered_until":%d,"arrivals":%s,"admitted":%s,"waiting":%s,"serving_counter":%s,"active_tokens":%s,"numbering_lag_ms":%s}\
    """
        .formatted(
            generation,
            NOON,
            NOON + 15 - 239 * 15,
            NOON + 16,
            NOON,
            hour("0", arrivals),
            hour("0", arrivals),
            hour("null", waiting),
            hour("null", serving),
            hour("null", active),
            hour("null", lag));
  }

  private static String hour(String nothing, String newest) {
    List<String> values =
        Stream.concat(Collections.nCopies(238, nothing).stream(), Stream.of(newest)).toList();
    return "[" + String.join(",", values) + "]";
  }

  @Test
  void theLastHourIsToldStepByStep() {
    rooms.admitted(3);
    update(request(0) + "", "1");
    increment("4");
    now = now.plusSeconds(16);

    assertAnswer(
        200,
        history(1, "3,0", "0,0", "7,7", "2,2", "0,null"),
        get("/room_history?event_id=Sample"));
  }

  @Test
  void aTokenIsActiveUntilItEndsAlsoWithinTheStepThatIsUnderWay() {
    rooms.admitted(3);
    now = now.plusSeconds(595);
    assertThat(get("/room_history?event_id=Sample").body()).contains("3],\"numbering_lag_ms\"");

    now = now.plusSeconds(6);
    assertThat(get("/room_history?event_id=Sample").body()).contains("3,0,0],\"numbering_lag_ms\"");
  }

  @Test
  void levelsBeginAgainWithAResetAndCountsGoOn() {
    rooms.admitted(3);
    post("/reset_initial_state", event("Sample"));
    now = now.plusSeconds(16);

    assertAnswer(
        200,
        history(2, "3,0", "0,0", "0,0", "0,0", "0,null"),
        get("/room_history?event_id=Sample"));
  }

  @Test
  void whereNobodyCanSayHowFarNumberingHasComeThatIsNull() {
    rooms.takeLogAway(new LogUnavailableException("away"));

    assertThat(get("/room_history?event_id=Sample").body()).contains("\"numbered_until\":null,");
  }

  @Test
  void sessionsThatAreClosedAreActiveNoMore() {
    rooms.admitted(3);
    now = now.plusSeconds(16);

    update(request(1) + "", "-1");

    assertThat(get("/room_history?event_id=Sample").body())
        .contains("\"active_tokens\":" + hour("null", "2,2"));
  }

  @Test
  void everythingThatHappensIsTold() {
    rooms.admitted(2);
    update(request(0) + "", "1");
    update(request(1) + "", "-1");
    put("Sample", "{\"paused\":true,\"join_rate_limit\":7}");
    put("Sample", "{\"paused\":false,\"join_rate_limit\":null}");
    post("/increment_serving_counter", event("Sample", "\"increment_by\":5,\"cause\":\"inlet\""));
    post("/reset_initial_state", event("Sample"));
    delete("Sample");
    put("Sample", "{\"validity_period\":60}");

    assertAnswer(
        200,
        """
        {"event_id":"Sample","entries":[\
        {"at":%1$d,"sequence":14,"kind":"room_configured","made":true,"changed":{\
        "validity_period":60,"enable_queue_position_expiry":true,\
        "queue_position_expiry_period":900,"incr_svc_on_queue_position_expiry":false,\
        "enable_events_generation":false,"issuer":"https://wait.example.com",\
        "join_rate_limit":null,"paused":false,"closed":false}},\
        {"at":%1$d,"sequence":13,"kind":"room_reset","generation":3},\
        {"at":%1$d,"sequence":12,"kind":"room_retired"},\
        {"at":%1$d,"sequence":11,"kind":"room_reset","generation":2},\
        {"at":%1$d,"sequence":10,"kind":"serving_counter_moved","previous":2,"by":5,"current":7,\
        "cause":"inlet","moves":1},\
        {"at":%1$d,"sequence":9,"kind":"room_configured","made":false,\
        "changed":{"join_rate_limit":null,"paused":false}},\
        {"at":%1$d,"sequence":8,"kind":"room_configured","made":false,\
        "changed":{"join_rate_limit":7,"paused":true}},\
        {"at":%1$d,"sequence":6,"kind":"sessions_updated","completed":1,"abandoned":1},\
        {"at":%1$d,"sequence":4,"kind":"tokens_generated","count":2},\
        {"at":%1$d,"sequence":3,"kind":"serving_counter_moved","previous":0,"by":2,"current":2,\
        "cause":"admin","moves":1},\
        {"at":%1$d,"sequence":2,"kind":"joins_numbered","count":2,"from":1,"to":2},\
        {"at":%1$d,"sequence":1,"kind":"room_configured","made":true,"changed":{\
        "validity_period":600,"enable_queue_position_expiry":true,\
        "queue_position_expiry_period":900,"incr_svc_on_queue_position_expiry":false,\
        "enable_events_generation":false,"issuer":"https://queue.example",\
        "join_rate_limit":null,"paused":false,"closed":false}}]}\
        """
            .formatted(NOON),
        get("/room_feed?event_id=Sample"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/room_history", "/room_feed"})
  void anUnknownOrMissingEventIsRefused(String path) {
    assertError(404, UNKNOWN_EVENT, get(path + "?event_id=Other"));
    assertError(404, UNKNOWN_EVENT, get(path + "?event_id=no%20room"));
    assertError(400, "event_id is missing", get(path));
    assertError(400, "event_id is given more than once", get(path + "?event_id=a&event_id=a"));
    delete("Sample");
    assertError(404, UNKNOWN_EVENT, get(path + "?event_id=Sample"));
    assertThat(post(path, event("Sample")).statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/room_history", "/room_feed"})
  void whatIsNotReadToTheEndIs503(String path) {
    rooms.readTheLogAgain();

    HttpResponse<String> answer = get(path + "?event_id=Sample");

    assertError(503, "the last hour is still being read from the log", answer);
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/room_history", "/room_feed"})
  void whatNobodyCanSayIs503(String path) {
    rooms.takeMirrorAway();

    HttpResponse<String> answer = get(path + "?event_id=Sample");

    error(503, answer);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void tokensThatCannotBeCountedAre503AndCountedOnceTheyCan() {
    rooms.takeRedisAway(true);
    assertError(
        503, "the tokens can't be counted at the moment", get("/room_history?event_id=Sample"));
    assertThat(get("/room_feed?event_id=Sample").statusCode()).isEqualTo(200);

    rooms.takeRedisAway(false);
    assertThat(get("/room_history?event_id=Sample").statusCode()).isEqualTo(200);
  }
}
