package io.anteroom.domain.inlet;

import java.time.Instant;

/** Why an inlet looks at its room. */
public sealed interface Signal {

  /**
   * It is time.
   *
   * @param due the tick, see {@link Periodic#tickAt}
   * @param alarm what is known of the alarm
   */
  record Tick(Instant due, AlarmState alarm) implements Signal {}

  /**
   * The site says that people left. Those whom it names are marked in the room before this, so that
   * the snapshot tells of them, and of them alone; a message that says that five left and names
   * three is about two more.
   *
   * @param unnamed how many left beside those whom the site named, at least 0
   */
  record Exits(long unnamed) implements Signal {

    /**
     * @throws IllegalArgumentException if the number is negative
     */
    public Exits {
      if (unnamed < 0) {
        throw new IllegalArgumentException("exited must be at least 0, not " + unnamed);
      }
    }
  }

  /** Something may have changed; nothing is known but the snapshot. */
  record Look() implements Signal {}
}
