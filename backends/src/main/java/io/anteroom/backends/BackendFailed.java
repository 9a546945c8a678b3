package io.anteroom.backends;

/** A broker or a Redis that could not be started; the message is one sentence for people. */
public final class BackendFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackendFailed(String message) {
    super(message);
  }

  BackendFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
