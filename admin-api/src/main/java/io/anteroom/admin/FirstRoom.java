package io.anteroom.admin;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.domain.room.Command.ConfigureRoom;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.readmodel.RoomAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the room that is named in configuration, in the background, until it is there. A room that
 * is there keeps its settings, whatever the configuration says.
 */
final class FirstRoom implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FirstRoom.class);
  private static final Duration RETRY = Duration.ofMillis(200);

  /** While everything starts, the first tries are allowed to fail quietly. */
  private static final int QUIET_FAILURES = 25;

  private final Rooms rooms;
  private final EventId eventId;
  private final Issuer issuer;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("first-room").daemon().factory());
  private int failures;

  FirstRoom(Rooms rooms, EventId eventId, Issuer issuer) {
    this.rooms = rooms;
    this.eventId = eventId;
    this.issuer = issuer;
  }

  /** Begins; returns at once. */
  void start() {
    var _ = clock.scheduleWithFixedDelay(this::attempt, 0, RETRY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks the room only where the mirror is sure that there is none. */
  private void attempt() {
    switch (rooms.room(eventId)) {
      case RoomAnswer.Known _ -> clock.shutdown();
      case RoomAnswer.Unknown _ -> make();
      case RoomAnswer.Unavailable _ -> {}
    }
  }

  private void make() {
    try {
      CommandReply reply =
          rooms
              .joinEnds()
              .thenCompose(ends ->
                  rooms.ask(
                      new ConfigureRoom(eventId, SettingsChange.NONE, issuer, ends),
                      Optional.empty()))
              .join();
      switch (reply.answer()) {
        case CommandReply.Accepted _ -> {
          log.info("Room {} is made", eventId);
          clock.shutdown();
        }
        case CommandReply.Rejected(var reason) -> complain("it was rejected: " + reason);
      }
    } catch (RuntimeException e) {
      // Whatever it is: an exception that got out would end the tries.
      complain(e.getCause() == null ? e.toString() : String.valueOf(e.getCause().getMessage()));
    }
  }

  private void complain(String why) {
    failures++;
    if (failures == QUIET_FAILURES) {
      log.warn("Room {} could not be made yet, and is tried again: {}", eventId, why);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
