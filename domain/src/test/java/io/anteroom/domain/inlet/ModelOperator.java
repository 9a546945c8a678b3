package io.anteroom.domain.inlet;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.Command.Reset;
import java.util.SplittableRandom;

/** Somebody at the controls who means well. */
final class ModelOperator {

  private final Agenda agenda;
  private final SplittableRandom random;
  private final ModelRoom room;
  private final long maxSize;
  private boolean atWork = true;

  ModelOperator(Agenda agenda, SplittableRandom random, ModelRoom room, long maxSize) {
    this.agenda = agenda;
    this.random = random;
    this.room = room;
    this.maxSize = maxSize;
  }

  void start() {
    soon(
        60_000,
        () -> {
          meddle();
          start();
        });
  }

  private void soon(long withinMillis, Runnable action) {
    agenda.afterMillis(
        random.nextLong(withinMillis),
        () -> {
          if (atWork) {
            action.run();
          }
        });
  }

  /** Leaves the room so that it can go on by itself. */
  void goHome() {
    atWork = false;
    room.pause(false);
  }

  void move(long by) {
    room.send(new IncrementServingCounter(ModelRoom.ID, by, Cause.ADMIN));
  }

  private void meddle() {
    long some = random.nextLong(1, maxSize + 1);
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> move(some);
      case 3, 4, 5 -> move(-some);
      case 6, 7, 8 -> {
        move(some);
        soon(8_000, () -> move(-some));
      }
      case 9, 10 -> {
        room.pause(true);
        soon(20_000, () -> room.pause(false));
      }
      default -> room.send(new Reset(ModelRoom.ID, room.ends()));
    }
  }
}
