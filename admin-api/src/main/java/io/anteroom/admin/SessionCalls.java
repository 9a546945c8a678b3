package io.anteroom.admin;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.domain.room.Command.UpdateSession;
import io.anteroom.domain.room.Outcome;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.EventTag;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.ticket.Ticket;
import io.anteroom.domain.ticket.TicketCodec;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.JsonBody;
import io.anteroom.edge.Refusal;
import io.anteroom.readmodel.ReadModelUnavailableException;
import io.anteroom.readmodel.RoomView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Calls about those who were let in. */
final class SessionCalls {

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final String NO_TOKEN = "there is no token for this request_id";

  private final Rooms rooms;
  private final RoomGate gate;
  private final CommandDesk desk;
  private final TicketCodec tickets;
  private final InstantSource clock;

  SessionCalls(
      Rooms rooms, RoomGate gate, CommandDesk desk, TicketCodec tickets, InstantSource clock) {
    this.rooms = rooms;
    this.gate = gate;
    this.desk = desk;
    this.tickets = tickets;
    this.clock = clock;
  }

  /** {@code GET /num_active_tokens}. */
  Mono<Answer> active(Call call) {
    String name = call.query().text("event_id", Refusal.NotFound::new);
    RoomView view = gate.view(name, Refusal.NotFound::new);
    return ask(now -> rooms.activeTokens(view.room().eventId(), view.room().generation(), now))
        .map(count -> Answer.ok(Map.of("active_tokens", count)));
  }

  /** {@code GET /expired_tokens}. */
  Mono<Answer> expired(Call call) {
    RoomView view = gate.view(call.query().text("event_id"), Refusal.Malformed::new);
    return ask(now -> rooms.expiredTokens(view.room().eventId(), view.room().generation(), now))
        .map(SessionCalls::ids);
  }

  private static Answer ids(List<RequestId> requests) {
    return Answer.ok(requests.stream().map(RequestId::toString).toList());
  }

  private <T> Mono<T> ask(Function<Instant, CompletableFuture<T>> question) {
    return Mono.fromFuture(() -> question.apply(clock.instant()), true)
        .onErrorMap(
            ReadModelUnavailableException.class,
            _ -> new Refusal.Unavailable("the tokens can't be looked up at the moment", SOON));
  }

  /** {@code POST /update_session}. */
  Mono<Answer> update(Call call) {
    JsonBody body = call.json();
    EventId eventId = gate.addressee(body.text("event_id"));
    RequestId requestId = body.text("request_id", RequestId::parse);
    SessionStatus status = status(body.wholeNumber("status"));
    Place place = place(eventId, requestId);
    return desk.ask(new UpdateSession(eventId, requestId, place, status), call.idempotencyKey())
        .map(SessionCalls::updated);
  }

  private static SessionStatus status(long code) {
    return SessionStatus.ofCode(code)
        .filter(status -> status != SessionStatus.ACTIVE)
        .orElseThrow(() -> new Refusal.Malformed("status must be 1 (completed) or -1 (abandoned)"));
  }

  /** An id that was not made here never had a token. */
  private Place place(EventId eventId, RequestId requestId) {
    return tickets
        .open(requestId, EventTag.of(eventId))
        .map(Ticket::place)
        .orElseThrow(() -> new Refusal.NotFound(NO_TOKEN));
  }

  private static Answer updated(CommandReply.Answer answer) {
    return switch (answer) {
      case CommandReply.Accepted(Outcome.Done _) -> Answer.empty();
      case CommandReply.Rejected(Rejection.NoToken _) -> throw new Refusal.NotFound(NO_TOKEN);
      case CommandReply.Rejected(Rejection.SessionAlreadySet _) ->
          throw new Refusal.NotFound("the status of this session is set already");
      case CommandReply.Rejected(Rejection.UnknownRoom _) ->
          throw new Refusal.Malformed(RoomGate.UNKNOWN);
      case CommandReply.Answer other -> throw CommandDesk.unexpected(other);
    };
  }
}
