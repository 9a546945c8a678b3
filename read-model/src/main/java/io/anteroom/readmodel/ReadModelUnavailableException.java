package io.anteroom.readmodel;

/** Redis can't be asked now, or does not hold what it should: answer 503 and ask again soon. */
public final class ReadModelUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With what is wrong, in words. */
  public ReadModelUnavailableException(String message) {
    super(message);
  }

  /** With what is wrong, in words, and what found it. */
  public ReadModelUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
