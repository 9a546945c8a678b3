package io.anteroom.admin;

import static io.anteroom.admin.ModelRooms.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.Room;
import io.anteroom.eventlog.LogUnavailableException;
import io.anteroom.eventlog.NoAnswerException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row and status of the contract for one room, over HTTP. */
class AdminContractIT extends AdminCalls {

  private static final String NOBODY = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

  @Test
  void theServingCounterMovesBothWays() {
    assertAnswer(200, "{\"serving_num\":5}", increment("5"));
    assertAnswer(200, "{\"serving_num\":3}", increment("-2"));
    assertAnswer(200, "{\"serving_num\":3}", increment("0"));
    assertAnswer(200, "{\"serving_num\":0}", increment("-3"));
  }

  @Test
  void theServingCounterReachesItsEndsAndNoFurther() {
    assertThat(error(400, increment("-1"))).contains("out of 0 to 2^63-1");
    assertAnswer(200, "{\"serving_num\":9223372036854775807}", increment("9223372036854775807"));
    assertThat(error(400, increment("1"))).contains("out of 0 to 2^63-1");
    assertThat(error(400, increment("-9223372036854775808"))).contains("out of 0 to 2^63-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "1.0",
        "1e2",
        "\"5\"",
        "true",
        "null",
        "[5]",
        "{}",
        "9223372036854775808",
        "-9223372036854775809",
        "1e400"
      })
  void anIncrementThatIsNoWholeNumberIs400(String by) {
    assertThat(error(400, increment(by))).contains("increment_by");
    assertThat(rooms.asked()).isEmpty();
  }

  @Test
  void anIncrementThatIsMissingIs400() {
    assertError(
        400,
        "increment_by is missing",
        post("/increment_serving_counter", "{\"event_id\":\"Sample\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "/increment_serving_counter, '\"increment_by\":1'",
    "/reset_initial_state, '\"more\":1'",
    "/update_session, '\"request_id\":\"0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0\",\"status\":1'"
  })
  void anUnknownOrImpossibleEventIs400(String path, String rest) {
    assertError(400, UNKNOWN_EVENT, post(path, "{\"event_id\":\"Other\"," + rest + "}"));
    assertError(400, UNKNOWN_EVENT, post(path, "{\"event_id\":\"no room\"," + rest + "}"));
    assertError(400, UNKNOWN_EVENT, post(path, "{\"event_id\":\"\"," + rest + "}"));
    assertError(400, UNKNOWN_EVENT, post(path, event("x".repeat(129), rest)));
    assertError(400, "event_id is missing", post(path, "{" + rest + "}"));
    assertError(400, "event_id must be a string", post(path, "{\"event_id\":7," + rest + "}"));
    assertThat(rooms.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/increment_serving_counter, '\"increment_by\":1'",
    "/reset_initial_state, '\"more\":1'",
    "/update_session, '\"request_id\":\"0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0\",\"status\":1'"
  })
  void aBodyThatIsNotOneJsonObjectIsRefused(String path, String rest) {
    assertThat(post(path, "").statusCode()).isEqualTo(400);
    assertThat(post(path, "[]").statusCode()).isEqualTo(400);
    assertThat(post(path, "{\"event_id\":\"Sample\"," + rest).statusCode()).isEqualTo(400);
    assertThat(post(path, event("Sample", "\"pad\":\"" + "x".repeat(9_000) + "\"")).statusCode())
        .isEqualTo(413);
    assertThat(get(path).statusCode()).isEqualTo(405);
    assertThat(rooms.asked()).isEmpty();
  }

  @Test
  void anEventThatOnlyTheRoomItselfCanTellIsAskedThere() {
    rooms.takeMirrorAway();

    assertAnswer(200, "{\"serving_num\":5}", increment("5"));
    assertError(
        400,
        UNKNOWN_EVENT,
        post("/increment_serving_counter", event("Other", "\"increment_by\":1")));
    assertError(400, UNKNOWN_EVENT, post("/reset_initial_state", event("Other", "\"a\":1")));
  }

  @Test
  void aCommandWithoutAnAnswerIs503AndMayStillTakeEffect() {
    rooms.admitted(1);
    rooms.takeLogAway(new NoAnswerException("too late"));

    for (HttpResponse<String> answer : List.of(increment("1"), update(request(0) + "", "1"))) {
      assertThat(error(503, answer)).contains("may still take effect");
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }
  }

  @Test
  void aResetBeginsAnewBehindEveryJoin() {
    rooms.admitted(3);

    assertAnswer(
        200, "{\"message\":\"Counters reset.\"}", post("/reset_initial_state", event("Sample")));

    Room room = rooms.room().orElseThrow();
    assertThat(room.generation().value()).isEqualTo(2);
    assertThat(room.queueCounter()).isZero();
    assertThat(room.servingCounter().value()).isZero();
    assertThat(rooms.asked())
        .containsExactly(
            new Command.Reset(ModelRooms.ROOM, new PartitionOffsets(Map.of(0, 3L, 1, 7L))));
    assertThat(error(404, update(request(0) + "", "1"))).contains("no token");
  }

  @Test
  void aResetWithoutTheLogIs503AndDoesNothing() {
    rooms.takeLogAway(new LogUnavailableException("away"));

    HttpResponse<String> answer = post("/reset_initial_state", event("Sample"));

    assertThat(error(503, answer)).contains("nothing was changed");
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(rooms.asked()).isEmpty();
  }

  @Test
  void aSessionIsCompletedOrAbandonedOnce() {
    rooms.admitted(2);

    HttpResponse<String> completed = update(request(0) + "", "1");
    HttpResponse<String> abandoned = update(request(1).toString().toUpperCase(Locale.ROOT), "-1");

    assertThat(completed.statusCode()).isEqualTo(200);
    assertThat(completed.body()).isEmpty();
    assertThat(abandoned.statusCode()).isEqualTo(200);
    Room room = rooms.room().orElseThrow();
    assertThat(room.completedSessions()).isEqualTo(1);
    assertThat(room.abandonedSessions()).isEqualTo(1);
    assertThat(error(404, update(request(0) + "", "1"))).contains("set already");
    assertThat(error(404, update(request(1) + "", "1"))).contains("set already");
  }

  @Test
  void aSessionWithoutATokenIs404() {
    rooms.admitted(1);

    assertThat(error(404, update(request(1) + "", "1"))).contains("no token");
    assertThat(error(404, update(NOBODY, "1"))).contains("no token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "-2", "1.0", "\"1\"", "null", "true", "9223372036854775808"})
  void aStatusThatIsNeitherOneNorMinusOneIs400(String status) {
    rooms.admitted(1);
    assertThat(error(400, update(request(0) + "", status))).contains("status");
    assertThat(rooms.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0f1e2d3c4b5a69788796a5b4c3d2e1f0", NOBODY + "0"})
  void aRequestIdOfAnotherFormIs400(String requestId) {
    assertThat(error(400, update(requestId, "1"))).contains("request_id");
  }

  @Test
  void aSessionUpdateWithAFieldMissingIs400() {
    assertError(
        400,
        "status is missing",
        post("/update_session", event("Sample", "\"request_id\":\"" + NOBODY + "\"")));
    assertError(
        400, "request_id is missing", post("/update_session", event("Sample", "\"status\":1")));
  }

  @Test
  void activeTokensAreThoseThatAreNeitherOverNorClosed() {
    assertAnswer(200, "{\"active_tokens\":0}", get("/num_active_tokens?event_id=Sample"));
    rooms.admitted(3);
    assertAnswer(200, "{\"active_tokens\":3}", get("/num_active_tokens?event_id=Sample"));
    update(request(0) + "", "1");
    assertAnswer(200, "{\"active_tokens\":2}", get("/num_active_tokens?event_id=Sample"));
    now = now.plusSeconds(600);
    assertAnswer(200, "{\"active_tokens\":0}", get("/num_active_tokens?event_id=Sample"));
  }

  @Test
  void expiredTokensAreThoseThatEndedBeforeNow() {
    rooms.admitted(2);
    now = now.plusSeconds(600);
    assertAnswer(200, "[]", get("/expired_tokens?event_id=Sample"));
    now = now.plusSeconds(1);
    assertAnswer(
        200,
        "[\"%s\",\"%s\"]".formatted(request(0), request(1)),
        get("/expired_tokens?event_id=Sample"));
  }

  @ParameterizedTest
  @CsvSource({"/num_active_tokens, 404", "/expired_tokens, 400"})
  void anUnknownOrMissingEventOfAQuestionIsRefused(String path, int status) {
    assertError(status, UNKNOWN_EVENT, get(path + "?event_id=Other"));
    assertError(status, UNKNOWN_EVENT, get(path + "?event_id=no%20room"));
    assertError(status, UNKNOWN_EVENT, get(path + "?event_id="));
    assertError(status, "event_id is missing", get(path));
    assertError(
        status, "event_id is given more than once", get(path + "?event_id=Sample&event_id=a"));
    assertThat(post(path, event("Sample")).statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/num_active_tokens", "/expired_tokens"})
  void aQuestionWhoseAnswerIsNotKnownNowIs503(String path) {
    rooms.takeMirrorAway();
    HttpResponse<String> answer = get(path + "?event_id=Sample");
    error(503, answer);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void aMoveOfThePausedCounterIs409() {
    put("Sample", "{\"paused\":true}");

    assertError(409, "this room is paused, so its serving counter stands still", increment("1"));
    assertAnswer(200, "{\"serving_num\":0}", increment("0"));
    put("Sample", "{\"paused\":false}");
    assertAnswer(200, "{\"serving_num\":1}", increment("1"));
  }

  @Test
  void anIncrementTellsWhoAsksForIt() {
    String path = "/increment_serving_counter";
    assertThat(post(path, event("Sample", "\"increment_by\":2,\"cause\":\"inlet\"")).statusCode())
        .isEqualTo(200);
    assertThat(post(path, event("Sample", "\"increment_by\":3,\"cause\":\"admin\"")).statusCode())
        .isEqualTo(200);
    assertThat(increment("4").statusCode()).isEqualTo(200);

    assertThat(rooms.asked())
        .containsExactly(
            new Command.IncrementServingCounter(ModelRooms.ROOM, 2, Cause.INLET),
            new Command.IncrementServingCounter(ModelRooms.ROOM, 3, Cause.ADMIN),
            new Command.IncrementServingCounter(ModelRooms.ROOM, 4, Cause.ADMIN));
    for (String cause : List.of("\"expiry\"", "\"\"", "\"Admin\"")) {
      assertError(
          400,
          "cause must be admin or inlet",
          post(path, event("Sample", "\"increment_by\":1,\"cause\":" + cause)));
    }
  }

  @Test
  void aMoveHoldsOnlyWhereTheCallerSawTheRoom() {
    assertAnswer(200, "{\"serving_num\":5}", incrementFrom(0, 5));
    assertError(
        409,
        "nothing was moved: somebody else was faster, and serving_version is 3",
        incrementFrom(0, 5));
    assertAnswer(200, "{\"serving_num\":10}", incrementFrom(3, 5));

    assertThat(get("/events/Sample").body())
        .endsWith("\"claimable_num\":10,\"handed_on\":4,\"serving_version\":5}");
  }

  private HttpResponse<String> incrementFrom(long version, long by) {
    String rest =
        "\"increment_by\":%d,\"handed_on\":2,\"expected_serving_version\":%d"
            .formatted(by, version);
    return post("/increment_serving_counter", event("Sample", rest));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"handed_on\":2', handed_on must be 0 to increment_by",
    "'\"handed_on\":-1', handed_on must be 0 to increment_by",
    "'\"handed_on\":\"x\"', handed_on must be a whole number of at most 64 bits",
    "'\"expected_serving_version\":-1', expected_serving_version must be at least 0",
    "'\"expected_serving_version\":1.5', expected_serving_version must be a whole number"
  })
  void aConditionThatCannotBeNamesItsField(String field, String words) {
    String path = "/increment_serving_counter";
    assertThat(error(400, post(path, event("Sample", "\"increment_by\":1," + field))))
        .contains(words);
    assertThat(rooms.asked()).isEmpty();
  }

  static Stream<Arguments> keyed() {
    return Stream.of(
        Arguments.of("/increment_serving_counter", "\"increment_by\":1", "\"increment_by\":2"),
        Arguments.of(
            "/update_session",
            "\"request_id\":\"" + request(0) + "\",\"status\":1",
            "\"request_id\":\"" + request(0) + "\",\"status\":-1"),
        Arguments.of("/reset_initial_state", "\"note\":1", "\"note\":2"));
  }

  @ParameterizedTest
  @MethodSource("keyed")
  void aCallThatIsRepeatedUnderItsKeyGetsTheFirstAnswerAndChangesNothing(
      String path, String rest, String other) {
    rooms.admitted(1);
    rooms.loseAnswers(true);
    error(503, postUnder("a-key", path, event("Sample", rest)));
    rooms.loseAnswers(false);
    Room after = rooms.room().orElseThrow();

    HttpResponse<String> repeated = postUnder("a-key", path, event("Sample", rest));

    assertThat(repeated.statusCode()).isEqualTo(200);
    assertThat(postUnder("a-key", path, event("Sample", rest)).body()).isEqualTo(repeated.body());
    assertThat(rooms.room()).contains(after);
    assertError(
        422,
        "this Idempotency-Key came with another body before",
        postUnder("a-key", path, event("Sample", other)));
    assertThat(rooms.room()).contains(after);
  }

  @Test
  void aKeyBelongsToOnePathAndOneRoom() {
    put("Other", "{}");
    String reset = "/reset_initial_state";
    assertThat(postUnder("k", reset, event("Sample")).statusCode()).isEqualTo(200);
    assertThat(postUnder("k", reset, event("Other")).statusCode()).isEqualTo(200);

    assertThat(
            postUnder("k", "/increment_serving_counter", event("Sample", "\"increment_by\":1"))
                .statusCode())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "\t"})
  void aKeyThatIsNoneIs400(String key) {
    assertThat(
            error(
                400,
                postUnder(
                    key, "/increment_serving_counter", event("Sample", "\"increment_by\":1"))))
        .contains("Idempotency-Key must be 1 to 255 visible ASCII characters");
    assertThat(rooms.asked()).isEmpty();
  }
}
