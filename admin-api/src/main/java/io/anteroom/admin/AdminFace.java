package io.anteroom.admin;

import io.anteroom.domain.ticket.TicketCodec;
import io.anteroom.domain.token.Issuer;
import io.anteroom.edge.Face;
import io.anteroom.edge.PrivateAccess;
import java.time.InstantSource;

/** What stands at which path. */
final class AdminFace {

  private AdminFace() {}

  /**
   * The calls of this service.
   *
   * @param issuerWhenMade who issues the tokens of a room whose owner does not say
   */
  static Face of(
      Rooms rooms,
      Issuer issuerWhenMade,
      TicketCodec tickets,
      InstantSource clock,
      PrivateAccess access) {
    RoomGate gate = new RoomGate(rooms);
    CommandDesk desk = new CommandDesk(rooms);
    ServingCalls serving = new ServingCalls(gate, desk);
    SessionCalls sessions = new SessionCalls(rooms, gate, desk, tickets, clock);
    ActivityCalls activity = new ActivityCalls(rooms, gate, clock);
    RoomCalls events = new RoomCalls(gate, desk, issuerWhenMade);
    return Face.guarded(access)
        .post("/increment_serving_counter", serving::increment)
        .post("/reset_initial_state", serving::reset)
        .get("/num_active_tokens", sessions::active)
        .get("/expired_tokens", sessions::expired)
        .post("/update_session", sessions::update)
        .get("/events", events::list)
        .get("/events/{event_id}", events::read)
        .put("/events/{event_id}", events::put)
        .delete("/events/{event_id}", events::retire)
        .get("/room_history", activity::history)
        .get("/room_feed", activity::feed)
        .document()
        .build();
  }
}
