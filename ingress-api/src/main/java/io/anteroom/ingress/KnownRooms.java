package io.anteroom.ingress;

import io.anteroom.domain.room.Standing;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.ticket.Ticket;
import io.anteroom.domain.ticket.TicketCodec;
import io.anteroom.edge.Refusal;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.RoomView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The rooms as they are known in memory, and who stands where in them; refuses the rest. */
final class KnownRooms {

  /** Views are back within a second or two of Redis being back. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Function<EventId, RoomAnswer> views;
  private final TicketCodec tickets;

  KnownRooms(Function<EventId, RoomAnswer> views, TicketCodec tickets) {
    this.views = views;
    this.tickets = tickets;
  }

  /**
   * A room.
   *
   * @throws Refusal if there is none, or nobody can say at the moment
   */
  RoomView room(EventId eventId) {
    return switch (views.apply(eventId)) {
      case RoomAnswer.Known(var view) -> view;
      case RoomAnswer.Unknown() -> throw new Refusal.NotFound("no such event");
      case RoomAnswer.Unavailable() ->
          throw new Refusal.Unavailable("the room can't be read at this moment", RETRY_AFTER);
    };
  }

  /**
   * Where a request stands in a room; never unknown.
   *
   * @throws Refusal if the request was not made for this room and generation
   */
  Standing standing(RoomView view, RequestId requestId, Instant now) {
    Optional<Ticket> ticket = tickets.open(requestId, view.tag());
    Standing standing =
        ticket.map(known -> view.standing(known.place(), now)).orElseGet(Standing.Unknown::new);
    if (standing instanceof Standing.Unknown) {
      throw new Refusal.NotFound("no such request");
    }
    return standing;
  }
}
