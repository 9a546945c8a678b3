package io.anteroom.streams.bridge;

import java.util.List;

/** Where events are told. Used by many threads. */
interface Bus {

  /** What all events name as their source. */
  String SOURCE = "custom.waitingroom";

  /** Tells some events in one call, and says what came of it. */
  Answer put(List<Letter> letters);

  /** What came of a call. */
  sealed interface Answer {

    /**
     * The bus has looked at each event.
     *
     * @param fates what became of each, in the order of the call
     */
    record Taken(List<Fate> fates) implements Answer {}

    /**
     * The bus refuses the call because of an event in it, and does not say which.
     *
     * @param reason why, in its words
     */
    record Rejected(String reason) implements Answer {}

    /**
     * The bus was too busy, failed, or did not answer; it may have taken the events all the same.
     *
     * @param reason why, in words
     */
    record Failed(String reason) implements Answer {}
  }

  /** What became of one event in a call. */
  sealed interface Fate {

    /** The bus has it. */
    record Accepted() implements Fate {}

    /**
     * The bus says no to this very event.
     *
     * @param reason its code and its words
     */
    record Refused(String reason) implements Fate {}

    /**
     * The bus has nothing against the event, but too much to do, trouble, or no rights for us.
     *
     * @param reason its code and its words
     */
    record Postponed(String reason) implements Fate {}
  }
}
