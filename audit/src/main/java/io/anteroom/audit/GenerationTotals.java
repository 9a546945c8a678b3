package io.anteroom.audit;

import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.Room;
import java.util.Optional;

/** What was counted for one generation of a room. */
final class GenerationTotals {

  private final Generation generation;
  private Optional<Room> room = Optional.empty();
  private long events;
  private long numberedJoins;
  private long resetJoins;
  private long newJoins;

  GenerationTotals(Generation generation) {
    this.generation = generation;
  }

  /** Takes the room as an event left it. */
  void event(Room after) {
    room = Optional.of(after);
    events++;
  }

  /** Counts a join that has its number. */
  void numberedJoin() {
    numberedJoins++;
  }

  /** Counts a join that a reset overtook before it had a number. */
  void resetJoin() {
    resetJoins++;
  }

  /** Counts a join that waits for its number. */
  void newJoin() {
    newJoins++;
  }

  Generation generation() {
    return generation;
  }

  long events() {
    return events;
  }

  /** Joins in the log, whatever became of them. */
  long joins() {
    return numberedJoins + resetJoins + newJoins;
  }

  long numberedJoins() {
    return numberedJoins;
  }

  long resetJoins() {
    return resetJoins;
  }

  long newJoins() {
    return newJoins;
  }

  /** The highest number, and so, since numbers are dense, how many there are. */
  long lastNumber() {
    return room.map(Room::queueCounter).orElse(0L);
  }

  long servingCounter() {
    return room.map(last -> last.servingCounter().value()).orElse(0L);
  }

  long tokens() {
    return room.map(Room::tokenCounter).orElse(0L);
  }

  /** Positions that expired without a token. */
  long expired() {
    return room.map(last -> last.expiry().expired()).orElse(0L);
  }

  /** Whether it ended with its room. */
  boolean retired() {
    return room.filter(Room::retired).isPresent();
  }

  long completed() {
    return room.map(Room::completedSessions).orElse(0L);
  }

  long abandoned() {
    return room.map(Room::abandonedSessions).orElse(0L);
  }
}
