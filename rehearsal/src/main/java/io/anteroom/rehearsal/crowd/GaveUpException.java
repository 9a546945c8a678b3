package io.anteroom.rehearsal.crowd;

/** A step that did not come to a good answer; the message says which, and the last answer. */
public final class GaveUpException extends Exception {

  private static final long serialVersionUID = 1;
  private static final int NONE = 0;

  private final int status;

  GaveUpException(String message) {
    this(message, NONE);
  }

  GaveUpException(String message, int status) {
    super(message);
    this.status = status;
  }

  /** Whether the step was refused with that status. */
  boolean refusedWith(int refusal) {
    return status == refusal;
  }
}
