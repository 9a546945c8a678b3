package io.anteroom.contracts.log;

/** A record holds something other than what belongs there. The message says what is wrong. */
public final class UnreadableRecordException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With what is wrong, in words. */
  public UnreadableRecordException(String message) {
    super(message);
  }

  /** With what is wrong, in words, and what found it. */
  public UnreadableRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
