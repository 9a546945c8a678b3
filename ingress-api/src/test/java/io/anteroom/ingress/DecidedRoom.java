package io.anteroom.ingress;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Decision;
import io.anteroom.domain.room.InMemoryRoomState;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.PositionExpiry;
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
import io.anteroom.ingress.pace.Pace;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.RoomView;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A room whose real aggregate decides, with a clock and a pace that are set, and the face of the
 * service in front of it, over HTTP.
 */
final class DecidedRoom implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  private static final EventId SAMPLE = new EventId("Sample");
  private static final EventTag TAG = EventTag.of(SAMPLE);
  private static final TicketCodec TICKETS =
      new TicketCodec(TicketKey.of(new byte[TicketKey.LENGTH]));
  private static final int PEOPLE = 10;

  private final InMemoryRoomState state = new InMemoryRoomState();
  private final EdgeServer server;
  private final Web web;
  private Instant now = START;
  private Optional<Pace> pace = Optional.empty();
  private long firstOffset;

  /**
   * A room without people, in which positions expire after 30 s.
   *
   * @param countersKeptFor how long caches may keep counters
   */
  DecidedRoom(Duration countersKeptFor) {
    expires(true, Duration.ofSeconds(30));
    KnownRooms rooms = new KnownRooms(_ -> new RoomAnswer.Known(view()), TICKETS);
    Joining joining =
        new Joining(
            rooms,
            new JoinRates(() -> 1, _ -> true, System::nanoTime),
            _ -> new CompletableFuture<>(),
            TICKETS,
            1,
            new JoinMeters(new SimpleMeterRegistry()));
    Questions questions = new Questions(rooms, _ -> pace, countersKeptFor, () -> now);
    server =
        EdgeServer.start(
            Origin.PUBLIC,
            0,
            List.of(IngressConfiguration.face(joining, questions, PublicAccess.everybody())));
    web = new Web(server.port());
  }

  void at(Instant time) {
    now = time;
  }

  void pace(Pace known) {
    pace = Optional.of(known);
  }

  void expires(boolean enabled, Duration period) {
    configure(
        Rooms.change(
            Optional.of(new PositionExpiry(enabled, period)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  void is(boolean paused, boolean closed) {
    configure(
        Rooms.change(Optional.empty(), Optional.empty(), Optional.of(paused), Optional.of(closed)));
  }

  private void configure(SettingsChange change) {
    run(
        new Command.ConfigureRoom(
            SAMPLE, change, new Issuer("https://example.com"), PartitionOffsets.ZERO));
  }

  /** Ten people get their numbers. */
  void joined() {
    OffsetRange range = new OffsetRange(0, firstOffset, firstOffset + PEOPLE - 1);
    run(new Command.NumberSpan(new JoinSpan(SAMPLE, range, now, now)));
  }

  void served(long by) {
    run(new Command.IncrementServingCounter(SAMPLE, by, Cause.ADMIN));
  }

  /** Whoever joined before is of a former generation. */
  void reset() {
    firstOffset += PEOPLE;
    run(new Command.Reset(SAMPLE, new PartitionOffsets(Map.of(0, firstOffset))));
  }

  private void run(Command command) {
    WaitingRoom room = new WaitingRoom(SAMPLE, state);
    if (room.decide(command, now) instanceof Decision.Accepted(var events, _)) {
      events.forEach(room::apply);
    }
  }

  private RoomView view() {
    Room room = state.room().orElseThrow();
    SpanIndex spans = new SpanIndex();
    state.spanHolding(room.generation(), new Place(0, firstOffset)).ifPresent(spans::add);
    ServingHistory history = new ServingHistory();
    for (long n = 1; n <= room.expiry().highestServed().value(); n++) {
      state.reached(room.generation(), new QueueNumber(n)).ifPresent(history::add);
    }
    return new RoomView(room, spans, history, TAG);
  }

  /** The request id of the person with this number, or of who comes behind them all. */
  String requestId(long number) {
    Place place = new Place(0, firstOffset + number - 1);
    return TICKETS.seal(Ticket.unbound(TAG, place)).toString();
  }

  /** Asks for the person with this number. */
  HttpResponse<String> ask(String path, long number) {
    return ask(path, requestId(number));
  }

  HttpResponse<String> ask(String path, String requestId, String... headers) {
    return web.get(path + "?event_id=Sample&request_id=" + requestId, headers);
  }

  @Override
  public void close() {
    web.close();
    server.close();
  }
}
