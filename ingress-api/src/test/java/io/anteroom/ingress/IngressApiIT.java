package io.anteroom.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.ticket.EventTag;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.ticket.Ticket;
import io.anteroom.domain.ticket.TicketCodec;
import io.anteroom.edge.EdgeServer;
import io.anteroom.eventlog.JoinLog;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TicketKeyFile;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.RoomViews;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it is deployed, on a real broker and a real Redis; the mirror is played. */
@ExtendWith(BackendsExtension.class)
class IngressApiIT {

  private static final String JOIN = "{\"event_id\":\"Sample\"}";
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
  private static final EventTag TAG = EventTag.of(MirroredRoom.SAMPLE);

  @TempDir private static Path directory;

  private static ConfigurableApplicationContext service;
  private static Web web;
  private static TicketCodec tickets;
  private static MirroredRoom room;

  @BeforeAll
  static void start(Backends backends) {
    TopicSetup.ensure(
        LogConnection.plain(backends.bootstrap()), new Topics(backends.topicPrefix()).all(2, 1), 1);
    Path keys = directory.resolve("ticket-key");
    tickets = TicketKeyFile.readOrGenerate(keys);
    room = new MirroredRoom(backends.redisUrl());
    SpringApplication application = new SpringApplication(IngressApi.class);
    application.setDefaultProperties(
        Map.of(
            "anteroom.kafka.bootstrap", backends.bootstrap(),
            "anteroom.topic-prefix", backends.topicPrefix(),
            "anteroom.redis.url", backends.redisUrl(),
            "anteroom.ticket-key-file", keys.toString(),
            "anteroom.counters-kept-for", "2s",
            "anteroom.public-port", "0",
            "anteroom.management-port", "0"));
    service = application.run();
    web = new Web(service.getBean("publicServer", EdgeServer.class).port());
    await().until(() -> view() != null && service.getBean(JoinLog.class).isReady());
  }

  @AfterAll
  static void stop() {
    web.close();
    service.close();
    room.close();
  }

  private static RoomAnswer.Known view() {
    return service.getBean(RoomViews.class).room(MirroredRoom.SAMPLE)
            instanceof RoomAnswer.Known known
        ? known
        : null;
  }

  private static Place join() {
    HttpResponse<String> joined = web.post("/assign_queue_num", JOIN);
    assertThat(joined.statusCode()).isEqualTo(200);
    return tickets.open(RequestId.parse(idIn(joined)), TAG).orElseThrow().place();
  }

  private static String idIn(HttpResponse<String> joined) {
    return joined.body().replaceAll(".*\"api_request_id\":\"([^\"]*)\".*", "$1");
  }

  private static String id(Place place) {
    return tickets.seal(Ticket.unbound(TAG, place)).toString();
  }

  private static HttpResponse<String> queueNumber(String requestId) {
    return web.get("/queue_num?event_id=Sample&request_id=" + requestId);
  }

  @Test
  void givesEachJoinAPlaceOfItsOwn() {
    HttpResponse<String> joined = web.post("/assign_queue_num", JOIN);

    assertThat(joined.statusCode()).isEqualTo(200);
    assertThat(joined.body())
        .matches("\\{\"api_request_id\":\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\"}");
    assertThat(joined.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(joined.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(joined.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(join()).isNotEqualTo(join());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                               | 400 | event_id is missing
          {"event_id":null}                | 400 | event_id is missing
          {"event_id":7}                   | 400 | event_id must be a string
          {"event_id":""}                  | 400 | event_id must be 1 to 128 characters
          {"event_id":"a b"}               | 400 | event_id must be 1 to 128 characters
          {"event_id":"Sample"             | 400 | not well-formed
          ["Sample"]                       | 400 | must be a JSON object
          {"event_id":"A","event_id":"B"}  | 400 | no field twice
          {"event_id":"Nowhere"}           | 404 | no such event
          """)
  void refusesAJoinThatCannotBeOne(String body, int status, String words) {
    HttpResponse<String> refused = web.post("/assign_queue_num", body);

    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(refused.body()).startsWith("{\"error\":").contains(words);
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
  }

  @Test
  void refusesAJoinThatIsTooLongOrOfAnotherKind() {
    String longName = "{\"event_id\":\"" + "a".repeat(129) + "\"}";
    assertThat(web.post("/assign_queue_num", longName).statusCode()).isEqualTo(400);
    String longBody = "{\"event_id\":\"Sample\",\"x\":\"" + "a".repeat(8192) + "\"}";
    assertThat(web.post("/assign_queue_num", longBody).statusCode()).isEqualTo(413);
    assertThat(web.post("/assign_queue_num", JOIN, "text/plain").statusCode()).isEqualTo(415);
    assertThat(web.get("/assign_queue_num").statusCode()).isEqualTo(405);
    assertThat(web.method("OPTIONS", "/assign_queue_num").statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/queue_num",
        "/queue_status",
        "/serving_num",
        "/waiting_num",
        "/queue_pos_expiry"
      })
  void takesQuestionsOnlyAsQuestions(String path) {
    HttpResponse<String> refused = web.post(path, JOIN);

    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    assertThat(web.method("OPTIONS", path).statusCode()).isEqualTo(204);
  }

  @Test
  void tellsANumberOnceThereIsOneAndForgetsItAtAReset() {
    Place place = join();
    HttpResponse<String> before = queueNumber(id(place));
    assertThat(before.statusCode()).isEqualTo(202);
    assertThat(before.body()).startsWith("{\"message\":");
    assertThat(before.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(expiry(id(place)).statusCode()).isEqualTo(202);

    room.numbered(place);
    await().until(() -> queueNumber(id(place)).statusCode() == 200);

    HttpResponse<String> after = queueNumber(id(place).toUpperCase(Locale.ROOT));
    long number = view().view().room().queueCounter();
    assertThat(after.body())
        .contains("\"queue_number\":" + number, "\"event_id\":\"Sample\"", "\"status\":1")
        .contains("\"entry_time\":" + MirroredRoom.JOINED.getEpochSecond());
    assertThat(after.headers().firstValue("Cache-Control")).contains("public, no-cache");
    String tag = after.headers().firstValue("ETag").orElseThrow();
    String target = "/queue_num?event_id=Sample&request_id=" + id(place);
    assertThat(web.get(target, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(expiry(id(place)).statusCode()).isEqualTo(202);
    assertThat(expiry(id(place)).headers().firstValue("Cache-Control")).contains("no-store");

    room.reset(Map.of(place.partition(), place.offset() + 1));
    await().until(() -> web.get(target, "If-None-Match", tag).statusCode() == 404);
    assertThat(queueNumber(id(place)).body()).isEqualTo("{\"error\":\"no such request\"}");
    assertThat(expiry(id(place)).statusCode()).isEqualTo(404);
  }

  @Test
  void neverSaysOfANumberOfAFormerGenerationThatItStillHolds() {
    Place former = join();
    room.reset(Map.of(former.partition(), former.offset()));
    room.numbered(former);
    String target = "/queue_num?event_id=Sample&request_id=";
    await().until(() -> queueNumber(id(former)).statusCode() == 200);
    HttpResponse<String> first = queueNumber(id(former));
    String tag = first.headers().firstValue("ETag").orElseThrow();

    room.reset(Map.of(former.partition(), former.offset() + 1));
    Place next = join();
    room.numbered(next); // the same number, at the same time
    await().until(() -> web.get(target + id(next), "If-None-Match", tag).statusCode() != 202);

    HttpResponse<String> second = web.get(target + id(next), "If-None-Match", tag);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(web.get(target + id(former), "If-None-Match", tag).statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> expiry(String requestId) {
    return web.get("/queue_pos_expiry?event_id=Sample&request_id=" + requestId);
  }

  @Test
  void countsWhoIsServedAndWhoWaits() {
    long waiting = view().view().room().waiting();
    room.numbered(join());
    room.served(7);

    await()
        .until(
            () -> web.get("/serving_num?event_id=Sample").body().equals("{\"serving_counter\":7}"));
    HttpResponse<String> served = web.get("/serving_num?event_id=Sample");
    HttpResponse<String> waits = web.get("/waiting_num?event_id=Sample");

    assertThat(served.headers().firstValue("Cache-Control")).contains("public, max-age=2");
    assertThat(waits.body()).isEqualTo("{\"waiting_num\":" + (waiting + 1) + "}");
    assertThat(waits.headers().firstValue("Cache-Control")).contains("public, max-age=2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /serving_num                                          | 404 | event_id is missing
          /serving_num?event_id=                                | 404 | event_id must be
          /serving_num?event_id=a%20b                           | 404 | event_id must be
          /serving_num?event_id=Sample&event_id=Sample          | 404 | more than once
          /serving_num?event_id=Nowhere                         | 404 | no such event
          /waiting_num                                          | 404 | event_id is missing
          /waiting_num?event_id=Nowhere                         | 404 | no such event
          /queue_num?request_id=ID                              | 404 | event_id is missing
          /queue_num?event_id=Sample                            | 404 | request_id is missing
          /queue_num?event_id=Sample&request_id=7               | 404 | request_id must be
          /queue_num?event_id=Sample&request_id=ID              | 404 | no such request
          /queue_num?event_id=Nowhere&request_id=ID             | 404 | no such event
          /queue_status?request_id=ID                           | 400 | event_id is missing
          /queue_status?event_id=a%20b&request_id=ID            | 400 | event_id must be
          /queue_status?event_id=Sample                         | 400 | request_id is missing
          /queue_status?event_id=Sample&request_id=7            | 400 | request_id must be
          /queue_status?event_id=Sample&request_id=ID           | 404 | no such request
          /queue_status?event_id=Nowhere&request_id=ID          | 404 | no such event
          /queue_pos_expiry?request_id=ID                       | 400 | event_id is missing
          /queue_pos_expiry?event_id=a%20b&request_id=ID        | 400 | event_id must be
          /queue_pos_expiry?event_id=Sample                     | 400 | request_id is missing
          /queue_pos_expiry?event_id=Sample&request_id=7        | 400 | request_id must be
          /queue_pos_expiry?event_id=Sample&request_id=ID       | 404 | no such request
          /queue_pos_expiry?event_id=Nowhere&request_id=ID      | 404 | no such event
          """)
  void refusesAQuestionThatHasNoAnswer(String target, int status, String words) {
    HttpResponse<String> refused = web.get(target.replace("ID", NOBODY));

    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(refused.body()).startsWith("{\"error\":").contains(words);
  }

  @Test
  void refusesATicketOfAnotherRoomAndOneThatWasNeverGivenOut() {
    Ticket foreign = Ticket.unbound(new EventTag(7), join());
    assertThat(queueNumber(tickets.seal(foreign).toString()).statusCode()).isEqualTo(404);

    // A partition of its own, so that nobody's next join falls into the hole.
    int elsewhere = 5;
    Place numbered = new Place(elsewhere, 10);
    room.numbered(numbered);
    await().until(() -> queueNumber(id(numbered)).statusCode() == 200);
    assertThat(queueNumber(id(new Place(elsewhere, 9))).statusCode()).isEqualTo(404);
    assertThat(queueNumber(id(new Place(elsewhere, 11))).statusCode()).isEqualTo(202);
  }
}
