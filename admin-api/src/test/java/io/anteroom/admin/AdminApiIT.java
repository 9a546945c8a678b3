package io.anteroom.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Command.ConfigureRoom;
import io.anteroom.domain.room.Command.IssueToken;
import io.anteroom.domain.room.JoinLimit;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.PositionExpiry;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.room.Standing;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.EventTag;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.ticket.Ticket;
import io.anteroom.domain.ticket.TicketCodec;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.TokenId;
import io.anteroom.domain.token.ValidityPeriod;
import io.anteroom.edge.EdgeServer;
import io.anteroom.eventlog.CommandClient;
import io.anteroom.eventlog.JoinLog;
import io.anteroom.eventlog.TicketKeyFile;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.RoomView;
import io.anteroom.readmodel.RoomViews;
import io.anteroom.readmodel.RoomViewsSettings;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The service with everything that stands behind it: broker, rooms, mirror, Redis. */
@ExtendWith(BackendsExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class AdminApiIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RoomSettings SETTINGS =
      new RoomSettings(
          new ValidityPeriod(600),
          new Issuer("https://queue.example"),
          PositionExpiry.DEFAULT,
          false,
          false,
          JoinLimit.NONE,
          false,
          false);

  private final AtomicInteger names = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Backends backends;
  private Installation installation;
  private ConfigurableApplicationContext streams;
  private ConfigurableApplicationContext admin;
  private CommandClient commands;
  private JoinLog joins;
  private RoomViews otherReader;
  private TicketCodec tickets;
  private SignedClient client;

  AdminApiIT(Backends backends) {
    this.backends = backends;
  }

  @BeforeAll
  void start(@TempDir Path folder) {
    installation = new Installation(backends, backends.topicPrefix(), folder);
    streams = installation.startStreams();
    admin = installation.startAdminApi();
    commands = new CommandClient(installation.connection(), installation.topics(), PATIENCE);
    joins = new JoinLog(installation.connection(), installation.topics());
    otherReader = RoomViews.start(URI.create(backends.redisUrl()), RoomViewsSettings.DEFAULT);
    tickets = TicketKeyFile.read(Installation.ticketKeys(folder));
    int port = admin.getBean("privateServer", EdgeServer.class).port();
    client = new SignedClient(http, port, Installation.SECRET, Clock.systemUTC());
    assertThat(commands.waitUntilReady(PATIENCE)).isTrue();
    await().atMost(PATIENCE).until(joins::isReady);
    await().atMost(PATIENCE).until(() -> active(Installation.FIRST_ROOM).statusCode() == 200);
  }

  @AfterAll
  void stop() {
    otherReader.close();
    joins.close();
    commands.close();
    admin.close();
    streams.close();
    http.close();
  }

  @Test
  void theFirstRoomIsThereWithItsSettings() {
    Room room = view(new EventId(Installation.FIRST_ROOM)).room();

    assertThat(room.settings())
        .isEqualTo(RoomSettings.defaults(new Issuer("http://localhost:8080")));
  }

  @Test
  void aCounterThatWasMovedIsSeenByEveryReaderAtOnce() {
    EventId room = room();
    for (int i = 1; i <= 10; i++) {
      assertAnswer(200, "{\"serving_num\":" + i + "}", increment(room, 1));
      assertThat(view(room).room().servingCounter().value()).isEqualTo(i);
    }
  }

  @Test
  void aCallThatTimedOutIsDoneOnceAndAnsweredAlikeHoweverOftenItIsRepeated() {
    EventId room = room();
    String path = "/increment_serving_counter";
    String body = "{\"event_id\":\"" + room + "\",\"increment_by\":5}";
    streams.close();
    HttpResponse<String> late = client.postUnder("a-key", path, body);
    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(late.headers().firstValue("Retry-After")).contains("1");

    streams = installation.startStreams();
    awaitAnswer(200, "{\"serving_num\":5}", () -> client.postUnder("a-key", path, body));
    assertAnswer(200, "{\"serving_num\":6}", increment(room, 1));
    streams.close();
    streams = installation.startStreams();

    awaitAnswer(200, "{\"serving_num\":5}", () -> client.postUnder("a-key", path, body));
    assertThat(client.postUnder("a-key", path, body.replace('5', '7')).statusCode()).isEqualTo(422);
    assertAnswer(200, "{\"serving_num\":6}", increment(room, 0));
    await().atMost(PATIENCE).until(() -> active(room.value()).statusCode() == 200);
  }

  private static void awaitAnswer(int status, String body, Supplier<HttpResponse<String>> call) {
    await().atMost(PATIENCE).untilAsserted(() -> assertAnswer(status, body, call.get()));
  }

  @Test
  void sessionsAreCountedClosedAndForgotten() {
    EventId room = room();
    List<Place> places = admit(room, 3);
    assertAnswer(200, "{\"active_tokens\":3}", active(room.value()));

    HttpResponse<String> completed = update(room, places.get(0), 1);
    assertThat(completed.statusCode()).isEqualTo(200);
    assertThat(completed.body()).isEmpty();
    assertAnswer(200, "{\"active_tokens\":2}", active(room.value()));
    assertThat(update(room, places.get(1), -1).statusCode()).isEqualTo(200);
    assertAnswer(200, "{\"active_tokens\":1}", active(room.value()));

    assertThat(update(room, places.get(0), 1).statusCode()).isEqualTo(404);
    assertThat(update(room, new Place(0, 1_000_000), 1).statusCode()).isEqualTo(404);

    assertAnswer(200, "{\"message\":\"Counters reset.\"}", reset(room));
    assertAnswer(200, "{\"active_tokens\":0}", active(room.value()));
    assertThat(update(room, places.get(2), 1).statusCode()).isEqualTo(404);
  }

  @Test
  void tokensThatHaveEndedAreNamed() {
    EventId room = room();
    Place place = join(room, 1).getFirst();
    increment(room, 1);
    issue(room, place, Optional.of(new ValidityPeriod(1)));
    String ids = "[\"" + request(room, place) + "\"]";

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertAnswer(200, ids, client.get("/expired_tokens?event_id=" + room)));

    assertAnswer(200, "{\"active_tokens\":0}", active(room.value()));
  }

  @Test
  void aResetMakesEveryJoinUnknownThatWasAcknowledgedBefore() {
    EventId room = room();
    List<Place> before =
        IntStream.range(0, 200).mapToObj(_ -> joins.append(room)).toList().stream()
            .map(future -> future.join())
            .toList();

    assertThat(reset(room).statusCode()).isEqualTo(200);

    RoomView now = view(room);
    assertThat(now.room().generation().value()).isEqualTo(2);
    assertThat(before)
        .allSatisfy(place ->
            assertThat(now.standing(place, Instant.now())).isInstanceOf(Standing.Unknown.class));
    Place after = joins.append(room).join();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(view(room).standing(after, Instant.now()))
                .isInstanceOfSatisfying(
                    Standing.Numbered.class,
                    numbered -> assertThat(numbered.number().value()).isEqualTo(1)));
  }

  @Test
  void aRefusalByTheRoomIs400() {
    EventId room = room();
    assertThat(increment(room, -1).statusCode()).isEqualTo(400);
    assertThat(increment(room, Long.MAX_VALUE).statusCode()).isEqualTo(200);
    assertThat(increment(room, 1).statusCode()).isEqualTo(400);
    assertThat(increment(new EventId("nobody-made-this"), 1).statusCode()).isEqualTo(400);
  }

  @Test
  void aCallWithoutAGoodSignatureIs403() {
    String path = "/increment_serving_counter";
    String body = "{\"event_id\":\"" + room() + "\",\"increment_by\":1}";
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-6));

    assertForbidden(client.unsigned(path, body));
    assertForbidden(with("another-secret", Clock.systemUTC()).post(path, body));
    assertForbidden(with(Installation.SECRET, late).post(path, body));
    assertForbidden(client.replay("/reset_initial_state", path, body));
    for (String query : List.of("/num_active_tokens", "/expired_tokens")) {
      assertForbidden(with("another-secret", Clock.systemUTC()).get(query + "?event_id=Opening"));
    }
    for (String post : List.of("/update_session", "/reset_initial_state")) {
      assertForbidden(client.unsigned(post, body));
    }
    assertThat(client.post(path, body).statusCode()).isEqualTo(200);
  }

  @Test
  void theLastHourIsToldAlikeByAnInstanceThatWasThereAndByOneThatHasJustStarted() {
    EventId room = room();
    admit(room, 3);
    reset(room);
    List<Place> places = admit(room, 2);
    update(room, places.getFirst(), 1);
    increment(room, 4);

    try (ConfigurableApplicationContext later = installation.startAdminApi()) {
      int port = later.getBean("privateServer", EdgeServer.class).port();
      SignedClient other = new SignedClient(http, port, Installation.SECRET, Clock.systemUTC());

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            String feed = tale(other, "/room_feed", room);
            assertThat(feed).isEqualTo(tale(client, "/room_feed", room));
            assertThat(feed).contains("\"kind\":\"room_configured\",\"made\":true");
            String history = tale(other, "/room_history", room);
            assertThat(history).isEqualTo(tale(client, "/room_history", room));
            assertThat(sum(values(history, "arrivals"))).isEqualTo(5);
            assertThat(sum(values(history, "admitted"))).isEqualTo(5);
            assertThat(values(history, "serving_counter")).endsWith("6");
            assertThat(values(history, "active_tokens")).endsWith("1");
          });
    }
  }

  /** What is told at any moment alike. */
  private static String tale(SignedClient from, String path, EventId room) {
    HttpResponse<String> answer = from.get(path + "?event_id=" + room);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().replaceAll("\"(as_of|numbered_until)\":[^,]*,", "");
  }

  private static List<String> values(String history, String field) {
    Matcher values = Pattern.compile("\"" + field + "\":\\[([^]]*)]").matcher(history);
    assertThat(values.find()).isTrue();
    return List.of(values.group(1).split(",", -1));
  }

  private static long sum(List<String> values) {
    return values.stream().mapToLong(Long::parseLong).sum();
  }

  @Test
  void tellsHowFarNumberingHasCome() {
    EventId room = room();
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    join(room, 1);

    await()
        .atMost(PATIENCE)
        .until(() -> {
          String body = client.get("/room_history?event_id=" + room).body();
          Matcher until = Pattern.compile("\"numbered_until\":([0-9]+)").matcher(body);
          return until.find() && Long.parseLong(until.group(1)) > before.getEpochSecond();
        });
  }

  @Test
  void aCommandThatNobodyAnswersIs503(@TempDir Path folder) {
    Installation deaf = new Installation(backends, backends.topicPrefix() + "deaf.", folder);
    try (ConfigurableApplicationContext context = deaf.startAdminApi()) {
      int port = context.getBean("privateServer", EdgeServer.class).port();
      SignedClient caller = new SignedClient(http, port, Installation.SECRET, Clock.systemUTC());

      // Views come from the other installation's mirror, which knows this room.
      HttpResponse<String> answer =
          caller.post(
              "/increment_serving_counter", "{\"event_id\":\"Opening\",\"increment_by\":1}");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(answer.body()).contains("may still take effect");
    }
  }

  private EventId room() {
    EventId room = new EventId("room-" + names.incrementAndGet());
    ask(
        new ConfigureRoom(
            room, SettingsChange.to(SETTINGS), new Issuer("unused"), PartitionOffsets.ZERO));
    await().atMost(PATIENCE).until(() -> active(room.value()).statusCode() == 200);
    await().atMost(PATIENCE).until(() -> otherReader.room(room) instanceof RoomAnswer.Known);
    return room;
  }

  private List<Place> join(EventId room, int count) {
    List<Place> places =
        IntStream.range(0, count).mapToObj(_ -> joins.append(room).join()).toList();
    await().atMost(PATIENCE).until(() -> view(room).room().queueCounter() == count);
    return places;
  }

  private List<Place> admit(EventId room, int count) {
    List<Place> places = join(room, count);
    assertThat(increment(room, count).statusCode()).isEqualTo(200);
    places.forEach(place -> issue(room, place, Optional.empty()));
    await().atMost(PATIENCE).until(() -> view(room).room().tokenCounter() == count);
    return places;
  }

  private void issue(EventId room, Place place, Optional<ValidityPeriod> validity) {
    ask(
        new IssueToken(
            room,
            request(room, place),
            place,
            new KeyId("key"),
            new TokenId("token-" + place),
            Optional.empty(),
            validity));
  }

  private RequestId request(EventId room, Place place) {
    return tickets.seal(Ticket.unbound(EventTag.of(room), place));
  }

  private void ask(Command command) {
    CommandReply reply = commands.ask(command, Optional.empty()).join();
    assertThat(reply.answer()).isInstanceOf(CommandReply.Accepted.class);
  }

  private RoomView view(EventId room) {
    return ((RoomAnswer.Known) otherReader.room(room)).view();
  }

  private SignedClient with(String secret, Clock clock) {
    return new SignedClient(http, client.port(), secret, clock);
  }

  private HttpResponse<String> active(String room) {
    return client.get("/num_active_tokens?event_id=" + room);
  }

  private HttpResponse<String> increment(EventId room, long by) {
    return client.post(
        "/increment_serving_counter",
        "{\"event_id\":\"%s\",\"increment_by\":%d}".formatted(room, by));
  }

  private HttpResponse<String> update(EventId room, Place place, int status) {
    return client.post(
        "/update_session",
        "{\"event_id\":\"%s\",\"request_id\":\"%s\",\"status\":%d}"
            .formatted(room, request(room, place), status));
  }

  private HttpResponse<String> reset(EventId room) {
    return client.post("/reset_initial_state", "{\"event_id\":\"" + room + "\"}");
  }

  private static void assertAnswer(int status, String body, HttpResponse<String> answer) {
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  private static void assertForbidden(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body()).startsWith("{\"error\":");
  }
}
