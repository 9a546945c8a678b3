package io.anteroom.conformance;

import static io.anteroom.conformance.JudgedStack.FIRST_ROOM;
import static io.anteroom.conformance.JudgedStack.INLET;
import static io.anteroom.conformance.JudgedStack.QUIET_INLET;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.edge.Face;
import io.anteroom.edge.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gets every answer that the OpenAPI documents describe out of the services, at least once. Each
 * answer on the way, asked for or not, is judged by the documents: see {@link Contract}. No answer
 * is exempt.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenApiContractIT {

  private static final int LAST = Integer.MAX_VALUE;

  /** What no endpoint takes, in bytes. */
  private static final int LONGER_THAN_ANY = 64 * 1024 * 1024;

  private static final String NOBODY = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
  private static final String UNKNOWN = "NoSuchRoom";

  @TempDir static Path home;

  private static JudgedStack stack;
  private static JudgedOrigin visitors;
  private static JudgedOrigin site;

  @BeforeAll
  static void start() {
    stack = JudgedStack.start(home);
    visitors = stack.visitors();
    site = stack.site();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static Reply expect(int status, Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    return reply;
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20));
  }

  private static void makeRoom(String room, String settings) {
    expect(201, site.send(Calls.putRoom(room, settings)));
  }

  private static void changeRoom(String room, String settings) {
    expect(200, site.send(Calls.putRoom(room, settings)));
  }

  private static String join(String room) {
    Reply joined = expect(200, visitors.send(Calls.join(room)));
    return joined.json().get("api_request_id").stringValue();
  }

  /** Somebody who has a number. */
  private static String numbered(String room) {
    String requestId = join(room);
    soon().until(() -> visitors.send(Calls.ask("/queue_num", room, requestId)).status() == 200);
    return requestId;
  }

  /** Somebody whose number is served, in a room that serves all who came before. */
  private static String served(String room) {
    String requestId = numbered(room);
    expect(200, site.send(Calls.increment(room, "1")));
    return requestId;
  }

  private static void expectEverywhere(int status, BiFunction<JudgedOrigin, Call, Reply> send) {
    expectEverywhere(status, FIRST_ROOM, NOBODY, send);
  }

  /** Sends a call of each operation that has this status, all at the same time: each gets it. */
  private static void expectEverywhere(
      int status, String room, String requestId, BiFunction<JudgedOrigin, Call, Reply> send) {
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (JudgedOrigin origin : List.of(visitors, site)) {
        Calls.ofEveryOperation(origin.contract(), room, requestId, stack.notification("{}"))
            .filter(call -> origin.contract().allows(call, status))
            .forEach(call ->
                replies.add(
                    CompletableFuture.supplyAsync(() -> send.apply(origin, call), threads)));
      }
    }
    assertThat(replies).isNotEmpty().allSatisfy(reply -> expect(status, reply.join()));
  }

  @Test
  void documentsAndFacesNameTheSameOperations() {
    assertThat(documented(visitors)).isEqualTo(routed(Origin.PUBLIC));
    assertThat(documented(site)).isEqualTo(routed(Origin.PRIVATE));
  }

  /** A preflight is answered for every public path, whatever faces say. */
  private static Set<String> documented(JudgedOrigin origin) {
    return origin.contract().operations().stream()
        .map(Operation::name)
        .filter(name -> !name.startsWith("OPTIONS "))
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> routed(Origin origin) {
    return stack.faces(origin).stream()
        .map(Face::operations)
        .flatMap(List::stream)
        .collect(toCollection(TreeSet::new));
  }

  @Test
  void showsTheDocuments() {
    Reply document = expect(200, visitors.get("/openapi.json"));
    String tag = document.header("ETag").orElseThrow();
    expect(304, visitors.send(Call.get("/openapi.json").with("If-None-Match", tag)));
    expect(200, site.get("/openapi.json"));
  }

  @Test
  void publishesTheKeys() {
    expect(200, visitors.get("/.well-known/jwks.json"));
  }

  @Test
  void letsNobodyInWithoutKeyOrSignature() {
    expectEverywhere(403, JudgedOrigin::sendAsItIs);
  }

  @Test
  void answersPreflights() {
    expectEverywhere(204, JudgedOrigin::sendAsItIs);
  }

  @Test
  void refusesBodiesThatAreLateLongOrOfAnotherType() {
    expectEverywhere(408, (origin, call) -> origin.send(call.announcing(call.announced() + 1)));
    expectEverywhere(413, (origin, call) -> origin.send(call.announcing(LONGER_THAN_ANY)));
    expectEverywhere(415, (origin, call) -> origin.send(call.with("Content-Type", "text/html")));
  }

  @Test
  void answersHeadLikeGetAndOtherMethodsAndPathsNotAtAll() {
    for (JudgedOrigin origin : List.of(visitors, site)) {
      expect(404, origin.get("/"));
      expect(404, origin.get("/events/a/b"));
      Calls.ofEveryOperation(origin.contract(), FIRST_ROOM, NOBODY, stack.notification("{}"))
          .forEach(call -> {
            if (call.method().equals("GET")) {
              int status = origin.send(call).status();
              expect(status, origin.send(Call.of("HEAD", call.target(), "")));
            }
            Reply refused = expect(405, origin.sendAsItIs(Call.of("PATCH", call.target(), "")));
            assertThat(refused.header("Allow").orElseThrow().split(", ", -1))
                .contains(call.method());
          });
    }
  }

  @Test
  void joinsAreTakenOrRefused() {
    makeRoom("Joins", "{}");
    expect(200, visitors.send(Calls.join("Joins")));
    expect(400, visitors.post("/assign_queue_num", "{}"));
    expect(400, visitors.send(Calls.join("Joins").with("Idempotency-Key", "one")));
    expect(404, visitors.send(Calls.join(UNKNOWN)));
    changeRoom("Joins", "{\"join_rate_limit\":1}");
    soon().until(() -> visitors.send(Calls.join("Joins")).status() == 429);
    changeRoom("Joins", "{\"closed\":true}");
    expect(409, visitors.send(Calls.join("Joins")));
  }

  @Test
  void numbersAreToldUntilAReset() {
    makeRoom("Numbers", "{}");
    // Numbering takes a tenth of a second: the very first question comes before it.
    soon()
        .until(() ->
            visitors.send(Calls.ask("/queue_num", "Numbers", join("Numbers"))).status() == 202);
    Call question = Calls.ask("/queue_num", "Numbers", numbered("Numbers"));
    Reply number = expect(200, visitors.send(question));
    Call again = question.with("If-None-Match", number.header("ETag").orElseThrow());
    expect(304, visitors.send(again));
    expect(404, visitors.send(Calls.ask("/queue_num", "Numbers", NOBODY)));

    for (String path : List.of("/serving_num", "/waiting_num", "/public_key")) {
      expect(200, visitors.send(Calls.ask(path, "Numbers")));
      expect(404, visitors.send(Calls.ask(path, UNKNOWN)));
    }

    expect(200, site.send(Calls.reset("Numbers")));
    expect(404, visitors.send(again));
    expect(400, site.send(Calls.reset(UNKNOWN)));
  }

  @Test
  void everybodyIsToldWhereTheyStandUntilAReset() {
    makeRoom("Status", "{\"queue_position_expiry_period\":5}");
    soon()
        .until(
            () -> state(Calls.ask("/queue_status", "Status", join("Status"))).equals("numbering"));
    Call question = Calls.ask("/queue_status", "Status", numbered("Status"));
    assertThat(state(question)).isEqualTo("waiting");
    changeRoom("Status", "{\"paused\":true}");
    Reply waiting = expect(200, visitors.send(question));
    assertThat(waiting.json().get("room_state").stringValue()).isEqualTo("paused");
    Call again = question.with("If-None-Match", waiting.header("ETag").orElseThrow());
    expect(304, visitors.send(again));
    expect(400, visitors.send(Calls.ask("/queue_status", "Status", "me")));
    expect(404, visitors.send(Calls.ask("/queue_status", "Status", NOBODY)));
    expect(404, visitors.send(Calls.ask("/queue_status", UNKNOWN, NOBODY)));

    changeRoom("Status", "{\"paused\":false}");
    long ahead = waiting.json().get("ahead").longValue();
    expect(200, site.send(Calls.increment("Status", Long.toString(ahead + 1))));
    assertThat(state(question)).isEqualTo("served");
    soon().until(() -> state(question).equals("expired"));

    expect(200, site.send(Calls.reset("Status")));
    expect(404, visitors.send(again));
  }

  @Test
  void whoWaitsIsToldForHowLongOnceServingGoesOn() {
    makeRoom("Waits", "{}");
    for (int person = 0; person < 100; person++) {
      join("Waits");
    }
    Call question = Calls.ask("/queue_status", "Waits", numbered("Waits"));

    // It takes some 20 s of moves before anything is said.
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          expect(200, site.send(Calls.increment("Waits", "1")));
          return visitors.send(question).json().get("wait_seconds").isObject();
        });
  }

  private static String state(Call question) {
    return expect(200, visitors.send(question)).json().get("state").stringValue();
  }

  @Test
  void placesAreKeptForATimeOnceTheyAreServed() {
    makeRoom("Expiry", "{}");
    String requestId = numbered("Expiry");
    Call question = Calls.ask("/queue_pos_expiry", "Expiry", requestId);
    expect(202, visitors.send(question));
    expect(200, site.send(Calls.increment("Expiry", "1")));
    expect(200, visitors.send(question));
    expect(400, visitors.send(Calls.ask("/queue_pos_expiry", "Expiry", "me")));
    expect(404, visitors.send(Calls.ask("/queue_pos_expiry", "Expiry", NOBODY)));

    changeRoom("Expiry", "{\"queue_position_expiry_period\":1}");
    soon().until(() -> visitors.send(question).status() == 410);
    expect(410, visitors.send(Calls.claim("Expiry", requestId)));
    expect(410, site.send(Calls.claim("Expiry", requestId)));
  }

  @Test
  void tokensAreFetchedOnceTheirPlaceIsServed() {
    makeRoom("Tokens", "{}");
    String requestId = numbered("Tokens");
    for (JudgedOrigin origin : List.of(visitors, site)) {
      expect(202, origin.send(Calls.claim("Tokens", requestId)));
      expect(400, origin.send(Calls.claim(UNKNOWN, requestId)));
      expect(404, origin.send(Calls.claim("Tokens", NOBODY)));
    }
    expect(200, site.send(Calls.increment("Tokens", "1")));
    Reply tokens = expect(200, visitors.send(Calls.claim("Tokens", requestId)));
    Call keyed = Calls.claim("Tokens", requestId).with("Idempotency-Key", "a");
    Reply same = expect(200, site.send(keyed));
    assertThat(same.json().get("access_token")).isEqualTo(tokens.json().get("access_token"));
    Call other = Calls.claim("Tokens", served("Tokens")).with("Idempotency-Key", "a");
    expect(422, site.send(other));
    expect(400, site.send(Calls.claim(UNKNOWN, requestId).with("Idempotency-Key", "b")));
  }

  @Test
  void servingMovesUnlessItIsPaused() {
    makeRoom("Serving", "{}");
    Call keyed = Calls.increment("Serving", "3").with("Idempotency-Key", "three");
    Reply first = expect(200, site.send(keyed));
    expect(200, site.send(Calls.increment("Serving", "4")));
    assertThat(site.send(keyed).body()).isEqualTo(first.body());
    expect(422, site.send(Calls.increment("Serving", "5").with("Idempotency-Key", "three")));
    expect(400, site.send(Calls.increment("Serving", "-100")));
    expect(400, site.send(Calls.increment("Serving", "0.5")));
    String byAnInlet = "{\"event_id\":\"Serving\",\"increment_by\":1,\"cause\":\"inlet\"}";
    expect(200, site.post("/increment_serving_counter", byAnInlet));
    String fromElsewhere =
        "{\"event_id\":\"Serving\",\"increment_by\":1,\"handed_on\":1,\"expected_serving_version\":0}";
    expect(409, site.post("/increment_serving_counter", fromElsewhere));
    changeRoom("Serving", "{\"paused\":true}");
    expect(409, site.send(Calls.increment("Serving", "1")));

    expect(200, site.send(Calls.reset("Serving").with("Idempotency-Key", "again")));
    Call longer = Call.post("/reset_initial_state", Calls.reset("Serving").body() + " ");
    expect(422, site.send(longer.with("Idempotency-Key", "again")));
  }

  @Test
  void sessionsAreCountedAndClosedOnce() {
    makeRoom("Sessions", "{\"validity_period\":1}");
    expect(200, visitors.send(Calls.claim("Sessions", served("Sessions"))));
    expect(200, site.send(Calls.ask("/num_active_tokens", "Sessions")));
    expect(404, site.send(Calls.ask("/num_active_tokens", UNKNOWN)));
    Call whoseTimeIsOver = Calls.ask("/expired_tokens", "Sessions");
    soon().until(() -> expect(200, site.send(whoseTimeIsOver)).json().size() == 1);
    expect(400, site.get("/expired_tokens"));

    changeRoom("Sessions", "{\"validity_period\":3600}");
    String requestId = served("Sessions");
    expect(200, visitors.send(Calls.claim("Sessions", requestId)));
    expect(400, site.send(Calls.updateSession("Sessions", requestId, 2)));
    Call completed = Calls.updateSession("Sessions", requestId, 1);
    Call abandoned = Calls.updateSession("Sessions", requestId, -1);
    expect(200, site.send(completed.with("Idempotency-Key", "end")));
    expect(200, site.send(completed.with("Idempotency-Key", "end")));
    expect(422, site.send(abandoned.with("Idempotency-Key", "end")));
    expect(404, site.send(abandoned));
    expect(410, visitors.send(Calls.claim("Sessions", requestId)));
  }

  @Test
  void theLastHourIsTold() {
    makeRoom("Hours", "{\"queue_position_expiry_period\":1}");
    expect(200, site.send(Calls.increment("Hours", "2")));
    String byAnInlet = "{\"event_id\":\"Hours\",\"increment_by\":1,\"cause\":\"inlet\"}";
    expect(200, site.post("/increment_serving_counter", byAnInlet));
    String requestId = numbered("Hours");
    expect(200, visitors.send(Calls.claim("Hours", requestId)));
    expect(200, site.send(Calls.updateSession("Hours", requestId, 1)));
    join("Hours");
    Call feed = Calls.ask("/room_feed", "Hours");
    soon().until(() -> site.send(feed).body().contains("positions_expired"));
    expect(200, site.send(Calls.reset("Hours")));
    expect(200, site.send(Calls.retireRoom("Hours")));
    for (String path : List.of("/room_history", "/room_feed")) {
      expect(404, site.send(Calls.ask(path, "Hours")));
      expect(400, site.get(path));
    }

    makeRoom("Hours", "{}");
    changeRoom("Hours", "{\"join_rate_limit\":7}");
    Set<String> kinds =
        Set.of(
            "room_configured",
            "serving_counter_moved",
            "room_reset",
            "room_retired",
            "positions_expired",
            "tokens_generated",
            "sessions_updated",
            "joins_numbered");
    soon().until(() -> kindsIn(site.send(feed)).equals(kinds));
    soon().until(() -> site.send(Calls.ask("/room_history", "Hours")).status() == 200);
  }

  private static Set<String> kindsIn(Reply feed) {
    return feed.json()
        .path("entries")
        .valueStream()
        .map(entry -> entry.get("kind").stringValue())
        .collect(toCollection(TreeSet::new));
  }

  @Test
  void inletsAreToldWhoHasLeft() {
    makeRoom("Exits", "{}");
    String requestId = served("Exits");
    String message = "{\"exited\":1,\"completed\":[\"" + requestId + "\",\"me\"]}";
    Reply told = expect(200, site.send(Calls.tellInlet(INLET, message)));
    assertThat(told.json().get("unknown").longValue()).isEqualTo(1);
    assertThat(told.json().get("invalid").longValue()).isEqualTo(1);
    expect(200, visitors.send(Calls.notifyInlet(INLET, stack.notification(message))));

    expect(400, site.send(Calls.tellInlet(INLET, "[]")));
    expect(400, visitors.send(Calls.notifyInlet(INLET, stack.notification("[]"))));
    String forged = stack.notification(message).replace("exited", "excited");
    expect(403, visitors.send(Calls.notifyInlet(INLET, forged)));
    expect(404, site.send(Calls.tellInlet("nobody", message)));
    expect(404, visitors.send(Calls.notifyInlet(QUIET_INLET, stack.notification(message))));
  }

  @Test
  void inletsAreShownAndPaused() {
    expect(200, site.get("/inlets"));
    Reply inlet = expect(200, site.get("/inlets/" + QUIET_INLET));
    assertThat(inlet.json().get("strategy").stringValue()).isEqualTo("max_size");
    expect(404, site.get("/inlets/nobody"));
    expect(404, site.send(Calls.putInlet("nobody", "{\"paused\":true}")));
    expect(400, site.send(Calls.putInlet(QUIET_INLET, "{}")));
    Reply paused = expect(200, site.send(Calls.putInlet(QUIET_INLET, "{\"paused\":true}")));
    assertThat(paused.json().get("holds").stringValue()).isEqualTo("paused");
    expect(200, site.send(Calls.putInlet(QUIET_INLET, "{\"paused\":false}")));
  }

  @Test
  void roomsAreMadeChangedListedAndRetired() {
    expect(404, site.get("/events/Rooms"));
    makeRoom("Rooms", "{}");
    changeRoom("Rooms", "{\"join_rate_limit\":2000,\"issuer\":\"https://a.example\"}");
    changeRoom("Rooms", "{\"join_rate_limit\":null}");
    expect(400, site.send(Calls.putRoom("Rooms", "{\"validity_period\":0}")));
    Reply room = expect(200, site.get("/events/Rooms"));
    assertThat(room.json().get("issuer").stringValue()).isEqualTo("https://a.example");
    assertThat(room.json().get("join_rate_limit").isNull()).isTrue();
    expect(200, site.get("/events"));
    Reply page = expect(200, site.get("/events?limit=1"));
    assertThat(page.json().get("events")).hasSize(1);
    assertThat(page.json().get("next").stringValue()).isNotEmpty();
    expect(400, site.get("/events?limit=0"));

    expect(200, site.send(Calls.retireRoom("Rooms")));
    expect(404, site.send(Calls.retireRoom("Rooms")));
    expect(404, visitors.send(Calls.ask("/serving_num", "Rooms")));
  }

  /** Only memory is left then, and nobody trusts it for long. */
  @Test
  @Order(LAST - 1)
  void nobodyCanSayAnythingWhileLogAndRedisAreSilent() {
    makeRoom("Silence", "{}");
    String requestId = served("Silence");
    expect(200, visitors.send(Calls.claim("Silence", requestId)));
    stack.silenceBackends();
    try {
      soon().until(() -> everyServiceAnswers(503));
      expectEverywhere(503, "Silence", requestId, JudgedOrigin::send);
    } finally {
      stack.wakeBackends();
    }
    await().atMost(Duration.ofMinutes(1)).until(() -> everyServiceAnswers(200));
  }

  /** Each has a memory of its own. */
  private static boolean everyServiceAnswers(int status) {
    return visitors.send(Calls.ask("/serving_num", FIRST_ROOM)).status() == status
        && visitors.send(Calls.ask("/public_key", FIRST_ROOM)).status() == status
        && site.get("/events").status() == status;
  }

  @Test
  @Order(LAST)
  void everyDocumentedAnswerWasGiven() {
    assertThat(visitors.unseen()).isEmpty();
    assertThat(site.unseen()).isEmpty();
  }
}
