package io.anteroom.inlets.running;

import io.anteroom.domain.room.ServingCounter;
import io.anteroom.inlets.plan.InletPlan;
import java.util.Optional;

/** An inlet that runs, as those see it who bring it messages. Safe for use by many threads. */
public interface Inlet {

  /** What it is to do. */
  InletPlan plan();

  /** How it is doing; never waits. */
  Status status();

  /** Whether it may act upon a message now; never waits. */
  Readiness readiness();

  /**
   * Tells it that people have left. Waits until the room has answered, for some seconds at most.
   *
   * @param messageId names the message, however often it comes
   * @param exited how many left beside those whose sessions were to be closed, at least 0
   */
  Exits exits(String messageId, long exited);

  /** What an inlet does with a message now. */
  sealed interface Readiness {

    /** It acts. */
    record Acts() implements Readiness {}

    /** It says what it would do, and changes nothing: neither sessions nor the counter. */
    record DryRun() implements Readiness {}

    /**
     * It does nothing; messages are to be kept.
     *
     * @param why in words
     */
    record Holds(String why) implements Readiness {}
  }

  /** What came of a message about exits. */
  sealed interface Exits {

    /**
     * It counts, now or since an earlier try of it, and must not come again.
     *
     * @param movedBy by how much the serving counter moved for it just now
     * @param counter where that took the counter; empty if it stands where it was
     */
    record Done(long movedBy, Optional<ServingCounter> counter) implements Exits {}

    /**
     * It could not be counted, and should come again.
     *
     * @param why in words
     */
    record NotNow(String why) implements Exits {}
  }
}
