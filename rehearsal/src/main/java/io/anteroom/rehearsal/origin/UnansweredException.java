package io.anteroom.rehearsal.origin;

/** A call that got no answer. */
public final class UnansweredException extends Exception {

  private static final long serialVersionUID = 1;

  private final boolean sent;

  UnansweredException(String what, boolean sent) {
    super(what);
    this.sent = sent;
  }

  /** Whether the call was on its way, so that it may have taken effect. */
  public boolean sent() {
    return sent;
  }
}
