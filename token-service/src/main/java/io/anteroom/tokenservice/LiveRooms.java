package io.anteroom.tokenservice;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.eventlog.CommandClient;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.RoomViews;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The rooms of a running installation. */
record LiveRooms(RoomViews views, CommandClient commands) implements Rooms {

  @Override
  public RoomAnswer room(EventId eventId) {
    return views.room(eventId);
  }

  @Override
  public Duration age() {
    return views.age().orElse(Duration.ZERO); // without one, no room is known either
  }

  @Override
  public CompletionStage<Optional<IssuedToken>> token(
      EventId eventId, Generation generation, Place place) {
    return views.token(eventId, generation, place);
  }

  @Override
  public CompletionStage<CommandReply> ask(Command command, Optional<IdempotencyKey> key) {
    return commands.ask(command, key);
  }
}
