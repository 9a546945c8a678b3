package io.anteroom.audit;

/** The audit can't begin or go on; the message tells the user why, and is all they need. */
final class UnusableLogException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnusableLogException(String message) {
    super(message);
  }

  UnusableLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
