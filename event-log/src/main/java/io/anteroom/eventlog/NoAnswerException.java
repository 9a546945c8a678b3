package io.anteroom.eventlog;

/** A room did not answer in time. The command may take effect all the same. */
public final class NoAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With what did not happen, in words. */
  public NoAnswerException(String message) {
    super(message);
  }

  NoAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
