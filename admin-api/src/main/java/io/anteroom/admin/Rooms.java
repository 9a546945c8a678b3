package io.anteroom.admin;

import io.anteroom.admin.activity.Activity;
import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.TokenCounts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** All that this service knows of rooms and asks of them. Futures fail where a part is away. */
interface Rooms {

  /** A room as it is known in memory; never waits. */
  RoomAnswer room(EventId eventId);

  /** Every room as it is known in memory, in no order; empty where nobody can say. Never waits. */
  Optional<List<Room>> all();

  /** How many tokens end later than now and have an open session. */
  CompletableFuture<Long> activeTokens(EventId eventId, Generation generation, Instant now);

  /** The requests whose tokens ended before now. */
  CompletableFuture<List<RequestId>> expiredTokens(
      EventId eventId, Generation generation, Instant now);

  /** How many tokens of a generation end later than each of some moments. */
  CompletableFuture<TokenCounts> tokenCounts(
      EventId eventId, Generation generation, List<Instant> moments);

  /** What happened in rooms; empty while that is still being read. Never waits. */
  Optional<Activity> activity();

  /** How far numbering has come: to those who had joined by then. Empty where nobody can say. */
  Optional<Instant> numberedUntil();

  /** Where the joins topic ends now. */
  CompletableFuture<PartitionOffsets> joinEnds();

  /**
   * Asks the room itself.
   *
   * @param key names the call behind it, where a repeat must not do it again
   */
  CompletableFuture<CommandReply> ask(Command command, Optional<IdempotencyKey> key);

  /** Waits, within bounds, until every reader has had the time to see an event of a room. */
  CompletableFuture<Boolean> seen(EventId eventId, Sequence sequence);
}
