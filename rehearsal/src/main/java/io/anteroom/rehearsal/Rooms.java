package io.anteroom.rehearsal;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.rehearsal.crowd.Asking;
import io.anteroom.rehearsal.crowd.GaveUpException;
import io.anteroom.rehearsal.crowd.PublicRoom;
import io.anteroom.rehearsal.origin.Origin;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Finds out before a run whether a room can be used, and says in words why not. */
final class Rooms {

  /** How long a room may take to show that it is there. */
  static final Duration GREETING = Duration.ofSeconds(5);

  private Rooms() {}

  /**
   * Looks whether a room is there.
   *
   * @throws UsageException if it is not
   */
  static void require(EventId room, Origin origin, Asking asking)
      throws UsageException, InterruptedException {
    try {
      new PublicRoom(room, asking, asking).serving();
    } catch (GaveUpException e) {
      throw unusable(room, origin, e.getMessage());
    }
  }

  static UsageException unusable(EventId room, Origin origin, @Nullable String why) {
    return new UsageException("can't use the room %s at %s: %s".formatted(room, origin, why));
  }
}
