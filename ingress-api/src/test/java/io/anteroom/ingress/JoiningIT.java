package io.anteroom.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.domain.room.JoinLimit;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.TicketCodec;
import io.anteroom.domain.ticket.TicketKey;
import io.anteroom.domain.token.Issuer;
import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Origin;
import io.anteroom.edge.PublicAccess;
import io.anteroom.readmodel.RoomAnswer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Joins over real HTTP, in front of a log that answers when the test lets it. */
class JoiningIT {

  private static final String JOIN = "{\"event_id\":\"Sample\"}";
  private static final int MOST = 3;

  private final Queue<CompletableFuture<Place>> appended = new ConcurrentLinkedQueue<>();
  private volatile RoomAnswer room = set(SettingsChange.NONE);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private EdgeServer server;
  private Web web;

  /** The room with some settings changed. */
  private static RoomAnswer set(SettingsChange change) {
    RoomSettings settings = RoomSettings.defaults(new Issuer("https://example.com"));
    return new RoomAnswer.Known(Rooms.view("Sample", change.appliedTo(settings)));
  }

  @BeforeEach
  void start() {
    TicketCodec tickets = new TicketCodec(TicketKey.of(new byte[TicketKey.LENGTH]));
    KnownRooms rooms = new KnownRooms(_ -> room, tickets);
    JoinRates rates = new JoinRates(() -> 1, _ -> true, System::nanoTime);
    Joining joining =
        new Joining(rooms, rates, this::append, tickets, MOST, new JoinMeters(meters));
    Questions questions =
        new Questions(rooms, _ -> Optional.empty(), Duration.ofSeconds(1), InstantSource.system());
    server =
        EdgeServer.start(
            Origin.PUBLIC,
            0,
            List.of(IngressConfiguration.face(joining, questions, PublicAccess.everybody())));
    web = new Web(server.port());
  }

  @AfterEach
  void stop() {
    appended.forEach(place -> place.complete(new Place(0, 0)));
    web.close();
    server.close();
  }

  private CompletableFuture<Place> append(EventId eventId) {
    CompletableFuture<Place> place = new CompletableFuture<>();
    appended.add(place);
    return place;
  }

  private CompletableFuture<HttpResponse<String>> join() {
    return web.postLater("/assign_queue_num", JOIN);
  }

  @Test
  void answersOnlyAfterTheLogHasTheJoin() {
    CompletableFuture<HttpResponse<String>> answer = join();
    await().until(() -> appended.size() == 1);
    assertThat(answer).isNotDone();

    appended.remove().complete(new Place(1, 7));

    assertThat(answer.join().statusCode()).isEqualTo(200);
    assertThat(meters.get("anteroom.joins.accepted").counter().count()).isEqualTo(1);
  }

  private double refused(String reason) {
    return meters.get("anteroom.joins.refused").tag("reason", reason).counter().count();
  }

  @Test
  void refusesAtOnceWhatIsMoreThanItMayHoldAndGoesOnAfterwards() {
    List<CompletableFuture<HttpResponse<String>>> held = List.of(join(), join(), join());
    await().until(() -> appended.size() == MOST);

    HttpResponse<String> refused = join().join();

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.body()).isEqualTo("{\"error\":\"too many people join at this moment\"}");
    assertThat(appended).hasSize(MOST);
    assertThat(refused("too_many_at_once")).isEqualTo(1);

    appended.forEach(place -> place.complete(new Place(0, 1)));
    held.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    appended.clear();
    CompletableFuture<HttpResponse<String>> later = join();
    await().until(() -> appended.size() == 1);
    appended.forEach(place -> place.complete(new Place(0, 2)));
    assertThat(later.join().statusCode()).isEqualTo(200);
  }

  @Test
  void freesThePlaceOfAJoinThatFailed() {
    for (int i = 0; i <= MOST; i++) {
      CompletableFuture<HttpResponse<String>> answer = join();
      await().until(() -> !appended.isEmpty());
      appended.remove().completeExceptionally(new IllegalStateException("broken"));
      assertThat(answer.join().statusCode()).isEqualTo(500);
    }
  }

  @Test
  void aRoomThatIsClosedTakesNobodyAndSaysWhy() {
    room = set(closed(true));
    HttpResponse<String> refused = join().join();

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body())
        .isEqualTo("{\"error\":\"this event takes no more people into its line\"}");
    assertThat(refused("closed")).isEqualTo(1);
    assertThat(appended).isEmpty();

    room = set(closed(false));
    var _ = join();
    await().until(() -> appended.size() == 1);
  }

  @Test
  void aRoomThatIsPausedTakesJoins() {
    room = set(paused());
    CompletableFuture<HttpResponse<String>> answer = join();
    await().until(() -> appended.size() == 1);
    appended.remove().complete(new Place(1, 7));

    assertThat(answer.join().statusCode()).isEqualTo(200);
  }

  @Test
  void aRoomThatIsFullForThisSecondSaysWhenToComeBack() {
    room = set(limited(2));
    List<CompletableFuture<HttpResponse<String>>> taken = List.of(join(), join());
    await().until(() -> appended.size() == 2);

    HttpResponse<String> refused = join().join();

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.body())
        .isEqualTo("{\"error\":\"more people join this event at this moment than it takes\"}");
    assertThat(refused("rate_limit")).isEqualTo(1);
    appended.forEach(place -> place.complete(new Place(0, 1)));
    taken.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));

    room = set(SettingsChange.NONE);
    var _ = join();
    await().until(() -> appended.size() == 3);
  }

  @Test
  void aJoinWithAnIdempotencyKeyIsToldThatItCannotBeRepeated() {
    HttpResponse<String> refused = web.postUnder("a-key", "/assign_queue_num", JOIN);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("a join takes no Idempotency-Key");
    assertThat(appended).isEmpty();
  }

  private static SettingsChange closed(boolean closed) {
    return Rooms.change(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(closed));
  }

  private static SettingsChange paused() {
    return Rooms.change(Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty());
  }

  private static SettingsChange limited(long perSecond) {
    return Rooms.change(
        Optional.empty(), Optional.of(JoinLimit.of(perSecond)), Optional.empty(), Optional.empty());
  }

  @Test
  void asksNobodyToTheLogWhileTheRoomIsNotKnown() {
    room = new RoomAnswer.Unavailable();
    HttpResponse<String> unavailable = join().join();
    assertThat(unavailable.statusCode()).isEqualTo(503);
    assertThat(unavailable.headers().firstValue("Retry-After")).contains("2");
    assertThat(web.get("/serving_num?event_id=Sample").statusCode()).isEqualTo(503);

    room = new RoomAnswer.Unknown();
    assertThat(join().join().statusCode()).isEqualTo(404);
    web.post("/assign_queue_num", "{}");
    assertThat(refused("views_unavailable")).isEqualTo(1);
    assertThat(refused("unknown_event")).isEqualTo(1);
    assertThat(refused("malformed")).isEqualTo(1);
    assertThat(appended).isEmpty();
  }
}
