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
import io.anteroom.eventlog.CommandClient;
import io.anteroom.eventlog.JoinLogEnds;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.RoomView;
import io.anteroom.readmodel.RoomViews;
import io.anteroom.readmodel.RoomViewsSettings;
import io.anteroom.readmodel.TokenCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The rooms of a running installation. */
record LiveRooms(
    RoomViews views,
    CommandClient commands,
    JoinLogEnds ends,
    ActivityLog log,
    NumberingWatch numbering)
    implements Rooms {

  /**
   * What was decided stands, seen or not: a caller is not kept longer than this. By then no reader
   * says anything of the time before: its view is newer, or too old to be believed.
   */
  private static final Duration SEEN_LIMIT = RoomViewsSettings.DEFAULT.usableFor().plusSeconds(1);

  @Override
  public RoomAnswer room(EventId eventId) {
    return views.room(eventId);
  }

  @Override
  public Optional<List<Room>> all() {
    return views.rooms().map(rooms -> rooms.stream().map(RoomView::room).toList());
  }

  @Override
  public CompletableFuture<Long> activeTokens(EventId eventId, Generation generation, Instant now) {
    return views.activeTokens(eventId, generation, now).toCompletableFuture();
  }

  @Override
  public CompletableFuture<List<RequestId>> expiredTokens(
      EventId eventId, Generation generation, Instant now) {
    return views.expiredTokens(eventId, generation, now).toCompletableFuture();
  }

  @Override
  public CompletableFuture<TokenCounts> tokenCounts(
      EventId eventId, Generation generation, List<Instant> moments) {
    return views.tokenCounts(eventId, generation, moments).toCompletableFuture();
  }

  @Override
  public Optional<Activity> activity() {
    return log.activity();
  }

  @Override
  public Optional<Instant> numberedUntil() {
    return numbering.numbered().time();
  }

  @Override
  public CompletableFuture<PartitionOffsets> joinEnds() {
    return ends.read().toCompletableFuture();
  }

  @Override
  public CompletableFuture<CommandReply> ask(Command command, Optional<IdempotencyKey> key) {
    return commands.ask(command, key);
  }

  @Override
  public CompletableFuture<Boolean> seen(EventId eventId, Sequence sequence) {
    return views.awaitSequence(eventId, sequence, SEEN_LIMIT);
  }
}
