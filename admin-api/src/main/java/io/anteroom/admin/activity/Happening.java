package io.anteroom.admin.activity;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.ServingCounter;
import java.util.Optional;

/** What people who watch a room are told of. */
public sealed interface Happening {

  /** Somebody did it. */
  sealed interface Deed extends Happening {}

  /** It goes by itself, and there is much of it. */
  sealed interface Traffic extends Happening {

    /** This and more of its kind, told as one; empty if that is of another kind. */
    Optional<Traffic> with(Traffic more);
  }

  /**
   * The room was made, or its settings were changed.
   *
   * @param before what they were; empty if the room was made, or nobody knows any more
   * @param settings what they are since
   * @param made whether the room was made, for the first time or again
   */
  record Configured(Optional<RoomSettings> before, RoomSettings settings, boolean made)
      implements Deed {}

  /** An operator moved the serving counter. */
  record Moved(ServingCounterMoved move) implements Deed {}

  /** A generation began. */
  record Reset(Generation generation) implements Deed {}

  /** The room was taken away. */
  record Retired() implements Deed {}

  /**
   * The serving counter moved without an operator.
   *
   * @param previous where it stood before the first of these moves
   * @param by by how many they moved it, all together
   * @param current where it stood after the last of them
   * @param cause the cause of them all
   * @param moves how many there were
   */
  record Drifted(ServingCounter previous, long by, ServingCounter current, Cause cause, long moves)
      implements Traffic {

    @Override
    public Optional<Traffic> with(Traffic more) {
      return more instanceof Drifted next && next.cause == cause
          ? Optional.of(
              new Drifted(previous, by + next.by, next.current, cause, moves + next.moves))
          : Optional.empty();
    }
  }

  /** Positions expired without a token. */
  record PositionsExpired(long count) implements Traffic {

    @Override
    public Optional<Traffic> with(Traffic more) {
      return more instanceof PositionsExpired next
          ? Optional.of(new PositionsExpired(count + next.count))
          : Optional.empty();
    }
  }

  /** Tokens were made. */
  record TokensGenerated(long count) implements Traffic {

    @Override
    public Optional<Traffic> with(Traffic more) {
      return more instanceof TokensGenerated next
          ? Optional.of(new TokensGenerated(count + next.count))
          : Optional.empty();
    }
  }

  /** Sessions were closed. */
  record SessionsUpdated(long completed, long abandoned) implements Traffic {

    @Override
    public Optional<Traffic> with(Traffic more) {
      return more instanceof SessionsUpdated next
          ? Optional.of(new SessionsUpdated(completed + next.completed, abandoned + next.abandoned))
          : Optional.empty();
    }
  }

  /** Joins got the numbers from the first to the last. */
  record JoinsNumbered(long first, long last) implements Traffic {

    @Override
    public Optional<Traffic> with(Traffic more) {
      return more instanceof JoinsNumbered next
          ? Optional.of(new JoinsNumbered(first, next.last))
          : Optional.empty();
    }

    /** How many they were. */
    public long count() {
      return last - first + 1;
    }
  }
}
