package io.anteroom.domain.room;

import io.anteroom.domain.room.RoomEvent.PositionsExpired;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;

/**
 * What a room keeps in order to count each expired position once.
 *
 * @param highestServed the highest value of the serving counter in this generation
 * @param expired positions that expired without a token in this generation
 * @param owed those of them by which the serving counter has yet to move
 * @param judgedTo the first offset of which nobody has said whether its position expired, by
 *     partition; a place before it without a token never gets one
 */
public record ExpiryAccount(
    ServingCounter highestServed, long expired, long owed, PartitionOffsets judgedTo) {

  /** The account of a generation that starts at these offsets. */
  public static ExpiryAccount startingAt(PartitionOffsets starts) {
    return new ExpiryAccount(ServingCounter.ZERO, 0, 0, starts);
  }

  /** The account after positions expired. */
  ExpiryAccount after(PositionsExpired event, RoomSettings settings) {
    long more = settings.autoIncrement() ? event.count() : 0;
    return new ExpiryAccount(
        highestServed, expired + event.count(), owed + more, judgedTo.max(event.judgedTo()));
  }

  /** The account after the serving counter moved. */
  ExpiryAccount after(ServingCounterMoved event) {
    long paid = event.cause() == Cause.EXPIRY ? event.by() : 0;
    if (paid > owed) {
      throw new BrokenHistoryException(
          "the counter moves by %d expired positions, but %d are owed".formatted(paid, owed));
    }
    ServingCounter highest =
        event.current().value() > highestServed.value() ? event.current() : highestServed;
    return new ExpiryAccount(highest, expired, owed - paid, judgedTo);
  }

  /** The account under other settings: who stops moving on by the expired is owed nothing more. */
  ExpiryAccount under(RoomSettings settings) {
    return new ExpiryAccount(highestServed, expired, settings.autoIncrement() ? owed : 0, judgedTo);
  }
}
