package io.anteroom.eventlog;

/** The log did not take a record in time. The record may be there all the same. */
public final class LogUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With what did not happen, in words. */
  public LogUnavailableException(String message) {
    super(message);
  }

  LogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
