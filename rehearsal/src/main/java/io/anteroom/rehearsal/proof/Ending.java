package io.anteroom.rehearsal.proof;

/** How a run came to its end. */
public enum Ending {
  /** Everybody is through, or gave up. */
  COMPLETE,
  /** It could not go on: who is not through has suffered. */
  STUCK,
  /** Somebody stopped it: who is not through proves nothing. */
  STOPPED
}
