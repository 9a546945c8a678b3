package io.anteroom.admin;

import static io.anteroom.admin.ModelRooms.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.eventlog.LogUnavailableException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row and status of the contract for rooms that are made at run time, over HTTP. */
class RoomsContractIT extends AdminCalls {

  /** Settings whose owner changed at most these. */
  private static final String DEFAULTS =
      "\"validity_period\":%d,\"enable_queue_position_expiry\":%b,"
          + "\"queue_position_expiry_period\":%d,\"incr_svc_on_queue_position_expiry\":false,"
          + "\"enable_events_generation\":false,\"issuer\":\"https://wait.example.com\","
          + "\"join_rate_limit\":%s,\"paused\":false,\"closed\":%b";

  @Test
  void aRoomIsMadeWithDefaultsAndChangedFieldByField() {
    String made = room("Fresh", 1, 0, DEFAULTS.formatted(3600, true, 900, "null", false));
    assertAnswer(201, made, put("Fresh", "{}"));
    assertAnswer(200, made, get("/events/Fresh"));

    assertAnswer(
        200,
        room("Fresh", 1, 0, DEFAULTS.formatted(600, true, 900, "50", false)),
        put("Fresh", "{\"validity_period\":600,\"join_rate_limit\":50,\"colour\":\"red\"}"));
    assertAnswer(
        200,
        room("Fresh", 1, 0, DEFAULTS.formatted(600, false, 60, "50", true)),
        put(
            "Fresh",
            """
            {"enable_queue_position_expiry": false, "queue_position_expiry_period": 60,
             "validity_period": null, "paused": null, "closed": true}\
            """));
    String last = room("Fresh", 1, 0, DEFAULTS.formatted(600, false, 60, "null", true));
    assertAnswer(200, last, put("Fresh", "{\"join_rate_limit\":null}"));
    assertAnswer(200, last, put("Fresh", "{}"));
    assertAnswer(200, last, get("/events/Fresh"));
  }

  @Test
  void everySettingCanBeSet() {
    assertAnswer(
        201,
        room(
            "Fresh",
            1,
            0,
            "\"validity_period\":1,\"enable_queue_position_expiry\":false,"
                + "\"queue_position_expiry_period\":2,\"incr_svc_on_queue_position_expiry\":true,"
                + "\"enable_events_generation\":true,\"issuer\":\"https://shop.example.com\","
                + "\"join_rate_limit\":1000000000,\"paused\":true,\"closed\":true"),
        put(
            "Fresh",
            "{\"validity_period\":1,\"enable_queue_position_expiry\":false,"
                + "\"queue_position_expiry_period\":2,\"incr_svc_on_queue_position_expiry\":true,"
                + "\"enable_events_generation\":true,\"issuer\":\"https://shop.example.com\","
                + "\"join_rate_limit\":1000000000,\"paused\":true,\"closed\":true}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          "validity_period":0                    | validity_period must be 1 to 31536000 seconds
          "validity_period":"600"                | validity_period must be a whole number
          "validity_period":1.5                  | validity_period must be a whole number
          "queue_position_expiry_period":0       | queue_position_expiry_period must be 1 to 31536000
          "queue_position_expiry_period":9223372036854775807 | queue_position_expiry_period must be
          "enable_queue_position_expiry":1       | enable_queue_position_expiry must be true or false
          "incr_svc_on_queue_position_expiry":"" | incr_svc_on_queue_position_expiry must be true
          "enable_events_generation":"yes"       | enable_events_generation must be true or false
          "issuer":""                            | issuer must be 1 to 512
          "issuer":7                             | issuer must be a string
          "join_rate_limit":0                    | join_rate_limit must be 1 to 1000000000
          "join_rate_limit":-1                   | join_rate_limit must be 1 to 1000000000
          "join_rate_limit":"5"                  | join_rate_limit must be a whole number
          "paused":0                             | paused must be true or false
          "closed":"true"                        | closed must be true or false
          """)
  void aSettingThatCannotBeNamesItsField(String field, String words) {
    assertThat(error(400, put("Fresh", "{" + field + "}"))).contains(words);
    assertThat(rooms.asked()).isEmpty();
    assertError(404, UNKNOWN_EVENT, get("/events/Fresh"));
  }

  @Test
  void aRoomTellsItsCounters() {
    rooms.admitted(3);
    update(request(0) + "", "1");
    update(request(1) + "", "-1");

    assertThat(get("/events/Sample").body())
        .endsWith(
            "\"queue_counter\":3,\"serving_counter\":3,\"token_counter\":3,"
                + "\"expired_positions\":0,\"completed_sessions\":1,\"abandoned_sessions\":1,"
                + "\"waiting_num\":0,\"claimable_num\":0,\"handed_on\":0,\"serving_version\":3}");
  }

  @Test
  void aRetiredRoomIsUnknownUntilItIsMadeAgainAsTheNextGeneration() {
    rooms.admitted(1);
    put("Sample", "{\"validity_period\":60,\"closed\":true}");

    HttpResponse<String> retired = delete("Sample");

    assertThat(retired.statusCode()).isEqualTo(200);
    assertThat(retired.body()).isEmpty();
    assertError(404, UNKNOWN_EVENT, get("/events/Sample"));
    assertError(404, UNKNOWN_EVENT, delete("Sample"));
    assertError(404, UNKNOWN_EVENT, get("/num_active_tokens?event_id=Sample"));
    assertError(400, UNKNOWN_EVENT, increment("1"));
    assertAnswer(200, "{\"events\":[]}", get("/events"));
    assertAnswer(
        201,
        room("Sample", 2, 7, DEFAULTS.formatted(3600, true, 900, "null", false)),
        put("Sample", "{}"));
    assertThat(error(404, update(request(0) + "", "1"))).contains("no token");
  }

  @Test
  void aRoomThatNobodyMadeIsUnknown() {
    assertError(404, UNKNOWN_EVENT, get("/events/Other"));
    assertError(404, UNKNOWN_EVENT, delete("Other"));
    assertThat(error(404, get("/events/" + "x".repeat(129)))).contains("event_id");
    assertThat(error(404, delete("x".repeat(129)))).contains("event_id");
    assertThat(error(400, put("x".repeat(129), "{}"))).contains("event_id must be 1 to 128");
  }

  @Test
  void roomsAreListedByNameInPages() {
    List.of("b", "a", "C", "b.1").forEach(name -> put(name, "{}"));

    assertThat(names(get("/events"))).containsExactly("C", "Sample", "a", "b", "b.1");
    assertThat(get("/events").body()).doesNotContain("\"next\"");
    assertThat(get("/events?limit=5").body()).doesNotContain("\"next\"");
    HttpResponse<String> first = get("/events?limit=2");
    assertThat(names(first)).containsExactly("C", "Sample");
    assertThat(first.body()).endsWith("],\"next\":\"Sample\"}");
    HttpResponse<String> second = get("/events?limit=2&after=Sample");
    assertThat(names(second)).containsExactly("a", "b");
    assertThat(second.body()).endsWith("],\"next\":\"b\"}");
    HttpResponse<String> last = get("/events?limit=2&after=b");
    assertThat(names(last)).containsExactly("b.1");
    assertThat(last.body()).doesNotContain("\"next\"");
    assertThat(names(get("/events?after=aa"))).containsExactly("b", "b.1");
    assertAnswer(200, "{\"events\":[]}", get("/events?after=zzz"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "-1", "x", "", "1.0", "99999999999"})
  void aPageOfAnotherSizeIs400(String limit) {
    assertError(400, "limit must be a whole number from 1 to 1000", get("/events?limit=" + limit));
  }

  @Test
  void aPageBehindNoPossibleNameIs400() {
    assertError(400, "after must be the name of an event", get("/events?after=no%20room"));
    assertError(400, "limit is given more than once", get("/events?limit=1&limit=2"));
  }

  @Test
  void roomsThatCannotBeTellNowAre503() {
    rooms.takeMirrorAway();
    for (String path : List.of("/events", "/events/Sample")) {
      HttpResponse<String> answer = get(path);
      error(503, answer);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }
  }

  @Test
  void aRoomThatGivesNoAnswerInTimeIs503() {
    rooms.takeLogAway(new LogUnavailableException("away"));
    assertThat(error(503, put("Fresh", "{}"))).contains("nothing was changed");
    rooms.bringLogBack();
    rooms.loseAnswers(true);
    assertThat(error(503, put("Fresh", "{}"))).contains("may still take effect");
    assertThat(error(503, delete("Sample"))).contains("may still take effect");
  }

  @Test
  void aSettingsBodyThatIsNoJsonObjectIsRefused() {
    assertThat(put("Fresh", "").statusCode()).isEqualTo(400);
    assertThat(put("Fresh", "[]").statusCode()).isEqualTo(400);
    assertThat(put("Fresh", "{\"paused\":true,\"paused\":true}").statusCode()).isEqualTo(400);
    assertThat(put("Fresh", "{\"pad\":\"" + "x".repeat(9_000) + "\"}").statusCode()).isEqualTo(413);
    assertThat(post("/events/Fresh", "{}").statusCode()).isEqualTo(405);
    assertThat(post("/events", "{}").statusCode()).isEqualTo(405);
    assertThat(rooms.asked()).isEmpty();
  }

  /** A room that nobody has joined in this generation. */
  private static String room(
      String eventId, long generation, long servingVersion, String settings) {
    return ("{\"event_id\":\"%s\",\"generation\":%d,%s,"
            + "\"queue_counter\":0,\"serving_counter\":0,\"token_counter\":0,"
            + "\"expired_positions\":0,\"completed_sessions\":0,\"abandoned_sessions\":0,"
            + "\"waiting_num\":0,\"claimable_num\":0,\"handed_on\":0,\"serving_version\":%d}")
        .formatted(eventId, generation, settings, servingVersion);
  }

  private static List<String> names(HttpResponse<String> answer) {
    return Pattern.compile("\"event_id\":\"([^\"]*)\"")
        .matcher(answer.body())
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
