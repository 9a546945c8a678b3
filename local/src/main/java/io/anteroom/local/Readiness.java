package io.anteroom.local;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.RoomViews;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits until what was started can be used. */
final class Readiness {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration HTTP_LIMIT = Duration.ofSeconds(2);

  private final Parts parts;

  Readiness(Parts parts) {
    this.parts = parts;
  }

  /** Waits until every service knows the room. */
  void awaitRoom(EventId room, List<RoomViews> views) {
    await(
        "the room " + room.value() + " does not appear",
        () -> views.stream().allMatch(v -> v.room(room) instanceof RoomAnswer.Known));
  }

  /** Waits until a GET has one of these statuses. */
  void awaitStatus(Set<Integer> statuses, URI uri) {
    await(uri + " does not answer as it should", () -> statuses.contains(status(uri)));
  }

  /**
   * @throws CannotStart with the complaint when it is not true in time
   */
  void await(String complaint, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (parts.isStopping()) {
        throw new CannotStart("stopped while starting");
      }
      if (System.nanoTime() > deadline) {
        throw new CannotStart(complaint + " within " + LIMIT.toSeconds() + " s");
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private static int status(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout((int) HTTP_LIMIT.toMillis());
      connection.setReadTimeout((int) HTTP_LIMIT.toMillis());
      try {
        return connection.getResponseCode();
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return -1;
    }
  }
}
