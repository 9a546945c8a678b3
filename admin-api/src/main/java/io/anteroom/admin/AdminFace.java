package io.anteroom.admin;

import io.anteroom.domain.ticket.TicketCodec;
import io.anteroom.edge.Face;
import io.anteroom.edge.PrivateAccess;
import java.time.InstantSource;

/** What stands at which path. */
final class AdminFace {

  private AdminFace() {}

  static Face of(Rooms rooms, TicketCodec tickets, InstantSource clock, PrivateAccess access) {
    RoomGate gate = new RoomGate(rooms);
    CommandDesk desk = new CommandDesk(rooms);
    ServingCalls serving = new ServingCalls(rooms, gate, desk);
    SessionCalls sessions = new SessionCalls(rooms, gate, desk, tickets, clock);
    return Face.guarded(access)
        .post("/increment_serving_counter", serving::increment)
        .post("/reset_initial_state", serving::reset)
        .get("/num_active_tokens", sessions::active)
        .get("/expired_tokens", sessions::expired)
        .post("/update_session", sessions::update)
        .document()
        .build();
  }
}
