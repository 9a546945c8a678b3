package io.anteroom.admin;

import io.anteroom.domain.room.Room;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.edge.Refusal;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.RoomView;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Finds the room that a call names. A name that can't be one is that of an unknown room. */
final class RoomGate {

  static final String UNKNOWN = "there is no such event_id";
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Rooms rooms;

  RoomGate(Rooms rooms) {
    this.rooms = rooms;
  }

  /**
   * The room as it is known now.
   *
   * @param otherwise makes the refusal where there is no such room
   */
  RoomView view(String name, Function<String, ? extends Refusal> otherwise) {
    return switch (rooms.room(eventId(name, otherwise))) {
      case RoomAnswer.Known(RoomView view) -> view;
      case RoomAnswer.Unknown _ -> throw otherwise.apply(UNKNOWN);
      case RoomAnswer.Unavailable _ -> throw unavailable();
    };
  }

  /**
   * Every room as it is known now, in no order.
   *
   * @throws Refusal if nobody can say
   */
  List<Room> all() {
    return rooms.all().orElseThrow(RoomGate::unavailable);
  }

  /**
   * The room to which a command can be sent. While nothing is known for certain, the room itself
   * has the say.
   */
  EventId addressee(String name) {
    EventId eventId = eventId(name, Refusal.Malformed::new);
    return switch (rooms.room(eventId)) {
      case RoomAnswer.Known _, RoomAnswer.Unavailable _ -> eventId;
      case RoomAnswer.Unknown _ -> throw new Refusal.Malformed(UNKNOWN);
    };
  }

  private static Refusal unavailable() {
    return new Refusal.Unavailable("the state of the room is not known at the moment", SOON);
  }

  private static EventId eventId(String name, Function<String, ? extends Refusal> otherwise) {
    if (!EventId.isValid(name)) {
      throw otherwise.apply(UNKNOWN);
    }
    return new EventId(name);
  }
}
