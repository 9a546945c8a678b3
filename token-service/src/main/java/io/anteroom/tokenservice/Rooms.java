package io.anteroom.tokenservice;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.readmodel.RoomAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** All that this service knows of rooms, cheapest first: memory, Redis, the room itself. */
interface Rooms {

  /** A room as it is known in memory; never waits. */
  RoomAnswer room(EventId eventId);

  /** How far memory is behind the log at most. */
  Duration age();

  /** The token of a place; fails where Redis can't be asked. */
  CompletionStage<Optional<IssuedToken>> token(EventId eventId, Generation generation, Place place);

  /**
   * Asks the room itself; fails where no answer comes in time.
   *
   * @param key names the call behind it, where a repeat is to get the first answer
   */
  CompletionStage<CommandReply> ask(Command command, Optional<IdempotencyKey> key);
}
