package io.anteroom.domain.inlet;

import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.Decision;
import io.anteroom.domain.room.Decision.Rejected;
import io.anteroom.domain.room.Rejection.ServingMoved;
import io.anteroom.domain.room.Room;
import java.util.SplittableRandom;

/**
 * One of the replicas of an inlet. What it sees is old, what it asks for comes late or never, and
 * what it is answered gets lost.
 */
final class ModelReplica {

  private static final int MAX_TRIES = 4;
  private static final long TIMEOUT_MILLIS = 6_000;

  private final String name;
  private final Agenda agenda;
  private final SplittableRandom random;
  private final ModelRoom room;
  private final InletStrategy strategy;
  private final int troubles;
  private boolean looking;
  private long keys;

  /**
   * @param troubles how many of its calls go wrong, in a hundred
   */
  ModelReplica(
      String name,
      Agenda agenda,
      SplittableRandom random,
      ModelRoom room,
      InletStrategy strategy,
      int troubles) {
    this.name = name;
    this.agenda = agenda;
    this.random = random;
    this.room = room;
    this.strategy = strategy;
    this.troubles = troubles;
    lookOn();
  }

  private void lookOn() {
    agenda.afterMillis(
        random.nextLong(900, 1_100),
        () -> {
          look();
          lookOn();
        });
  }

  /** Something may have changed. */
  void look() {
    if (!looking) {
      looking = true;
      act(new Signal.Look(), name + keys++, 1, () -> looking = false);
    }
  }

  /** The site says that people left; those whom it names are marked first. */
  void take(ModelSite.Message message) {
    message.named().forEach((place, status) -> room.send(ModelRoom.close(place, status)));
    String key = "message-" + message.id();
    agenda.afterMillis(random.nextLong(100), () -> act(message.signal(), key, 1, () -> {}));
  }

  /** Reads the room, then the tokens, and decides on both. */
  private void act(Signal signal, String key, int attempt, Runnable end) {
    Room seen = room.room();
    agenda.afterMillis(
        delay(),
        () -> {
          SiteSnapshot site = snapshot(seen, room.activeTokens());
          strategy
              .decide(site, agenda.now(), signal)
              .ifPresentOrElse(move -> ask(signal, key, attempt, move, end), end);
        });
  }

  static SiteSnapshot snapshot(Room room, long activeTokens) {
    return new SiteSnapshot(
        room.eventId(),
        room.turns().point(),
        room.tokenCounter(),
        room.expiry().expired(),
        room.handedOn(),
        room.claimable(),
        activeTokens,
        room.settings().paused());
  }

  private void ask(
      Signal signal, String key, int attempt, IncrementServingCounter move, Runnable end) {
    if (random.nextInt(100) >= troubles) {
      agenda.afterMillis(
          delay(),
          () -> {
            Decision decision = room.send(key, move);
            if (decision instanceof Rejected(ServingMoved _) && attempt < MAX_TRIES) {
              act(signal, key, attempt + 1, end);
            } else {
              end.run();
            }
          });
      return;
    }
    // The answer is lost; the call may take effect all the same, sooner or later.
    if (random.nextInt(3) > 0) {
      agenda.afterMillis(random.nextLong(60_000), () -> room.send(key, move));
    }
    agenda.afterMillis(
        TIMEOUT_MILLIS,
        () -> {
          if (attempt == MAX_TRIES) {
            end.run();
          } else if (random.nextBoolean()) {
            ask(signal, key, attempt + 1, move, end);
          } else {
            String next = signal instanceof Signal.Look ? name + keys++ : key;
            act(signal, next, attempt + 1, end);
          }
        });
  }

  /** Mostly some milliseconds, now and then a second or two. */
  private long delay() {
    return random.nextInt(10) > 0 ? random.nextLong(1, 150) : random.nextLong(2_500);
  }
}
