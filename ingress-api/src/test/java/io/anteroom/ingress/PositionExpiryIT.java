package io.anteroom.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Decision;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.InMemoryRoomState;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.ServingHistory;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.room.WaitingRoom;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.span.SpanIndex;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.EventTag;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.Ticket;
import io.anteroom.domain.ticket.TicketCodec;
import io.anteroom.domain.ticket.TicketKey;
import io.anteroom.domain.token.Issuer;
import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Origin;
import io.anteroom.edge.PublicAccess;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.RoomView;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code queue_pos_expiry} over HTTP, with a clock that is set. The real aggregate decides. */
class PositionExpiryIT {

  private static final EventId SAMPLE = new EventId("Sample");
  private static final EventTag TAG = EventTag.of(SAMPLE);
  private static final TicketCodec TICKETS =
      new TicketCodec(TicketKey.of(new byte[TicketKey.LENGTH]));
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final InMemoryRoomState state = new InMemoryRoomState();
  private Instant now = START;
  private EdgeServer server;
  private Web web;

  @BeforeEach
  void start() {
    set(Optional.of(true), Optional.of(PERIOD));
    KnownRooms rooms = new KnownRooms(_ -> new RoomAnswer.Known(view()), TICKETS);
    Joining joining =
        new Joining(
            rooms,
            new JoinRates(() -> 1, _ -> true, System::nanoTime),
            _ -> new CompletableFuture<>(),
            TICKETS,
            1,
            new JoinMeters(new SimpleMeterRegistry()));
    Questions questions = new Questions(rooms, Duration.ofSeconds(3), () -> now);
    server =
        EdgeServer.start(
            Origin.PUBLIC,
            0,
            List.of(IngressConfiguration.face(joining, questions, PublicAccess.everybody())));
    web = new Web(server.port());
  }

  @AfterEach
  void stop() {
    web.close();
    server.close();
  }

  private void set(Optional<Boolean> expires, Optional<Duration> period) {
    SettingsChange change =
        new SettingsChange(
            Optional.empty(),
            Optional.empty(),
            expires,
            period,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    run(
        new Command.ConfigureRoom(
            SAMPLE, change, new Issuer("https://example.com"), PartitionOffsets.ZERO));
  }

  private void run(Command command) {
    WaitingRoom room = new WaitingRoom(SAMPLE, state);
    if (room.decide(command, now) instanceof Decision.Accepted(var events, _)) {
      events.forEach(room::apply);
    }
  }

  /** Ten people. */
  private void joined() {
    OffsetRange range = new OffsetRange(0, 0, 9);
    run(new Command.NumberSpan(new JoinSpan(SAMPLE, range, now, now)));
  }

  private void served(long by) {
    run(new Command.IncrementServingCounter(SAMPLE, by, Cause.ADMIN));
  }

  private RoomView view() {
    Room room = state.room().orElseThrow();
    SpanIndex spans = new SpanIndex();
    state.spanHolding(Generation.FIRST, new Place(0, 0)).ifPresent(spans::add);
    ServingHistory history = new ServingHistory();
    for (long n = 1; n <= room.expiry().highestServed().value(); n++) {
      state.reached(Generation.FIRST, new QueueNumber(n)).ifPresent(history::add);
    }
    return new RoomView(room, spans, history, TAG);
  }

  /** Asks for the person with this number. */
  private HttpResponse<String> ask(long number) {
    Ticket ticket = Ticket.unbound(TAG, new Place(0, number - 1));
    return web.get("/queue_pos_expiry?event_id=Sample&request_id=" + TICKETS.seal(ticket));
  }

  private void assertLeft(long number, long seconds) {
    HttpResponse<String> answer = ask(number);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"expires_in\":" + seconds + "}");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=3");
  }

  private void assertNotYet(long number, String why) {
    HttpResponse<String> answer = ask(number);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains(why);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  private void assertExpired(long number) {
    HttpResponse<String> answer = ask(number);
    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(answer.body()).startsWith("{\"error\":\"the position has expired");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void countsWholeSecondsDownToTheLastOne() {
    joined();
    served(5);
    assertLeft(5, 30);
    now = START.plusMillis(500);
    assertLeft(5, 29);
    now = START.plusMillis(29_001);
    assertLeft(5, 0);
    now = START.plusMillis(29_999);
    assertLeft(5, 0);
    now = START.plusSeconds(30);
    assertExpired(5);
  }

  @Test
  void saysNotYetOfANumberThatIsNotServedWhateverItsAge() {
    joined();
    served(5);
    now = START.plus(Duration.ofDays(2));
    assertNotYet(6, "not served yet");
    assertNotYet(11, "not known yet"); // not numbered yet
  }

  @Test
  void countsFromTheJoiningOfWhoeverJoinsBehindTheCounter() {
    served(5);
    now = START.plusSeconds(100);
    joined();
    assertLeft(5, 30);
  }

  @Test
  void countsFromTheFirstTimeThatTheCounterWasThere() {
    joined();
    served(5);
    now = START.plusSeconds(10);
    served(-5);
    assertNotYet(5, "not served yet");
    now = START.plusSeconds(20);
    served(7);
    assertLeft(5, 10);
    assertLeft(6, 30);
  }

  @Test
  void saysNotYetWherePositionsDoNotExpire() {
    set(Optional.of(false), Optional.empty());
    joined();
    served(5);
    now = START.plus(Duration.ofDays(2));
    assertNotYet(5, "do not expire");
  }

  @Test
  void doesNotBringBackWhatHasExpiredWhenTheSettingsChange() {
    joined();
    served(5);
    now = START.plusSeconds(40);
    set(Optional.of(true), Optional.of(Duration.ofHours(1)));
    assertExpired(5);
    served(1);
    assertLeft(6, 3600);
    set(Optional.of(false), Optional.empty());
    assertExpired(5);
    assertNotYet(6, "do not expire");
  }
}
