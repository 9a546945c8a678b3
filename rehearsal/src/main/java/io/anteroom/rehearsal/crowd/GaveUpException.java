package io.anteroom.rehearsal.crowd;

/** A step that did not come to a good answer; the message says which, and the last answer. */
public final class GaveUpException extends Exception {

  private static final long serialVersionUID = 1;

  GaveUpException(String message) {
    super(message);
  }
}
