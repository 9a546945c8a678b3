package io.anteroom.testkit;

import io.anteroom.domain.room.InMemoryRoomState;
import io.anteroom.domain.room.RoomState;
import io.anteroom.domain.ticket.EventId;
import java.util.HashMap;
import java.util.Map;

class InMemoryRoomStateTest extends RoomStateContract {

  private final Map<EventId, RoomState> states = new HashMap<>();

  @Override
  protected RoomState stateOf(EventId room) {
    return states.computeIfAbsent(room, _ -> new InMemoryRoomState());
  }
}
