package io.anteroom.tokens;

/** There are no keys to check a token with, or none that are young enough: nobody can tell. */
public final class KeysUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  KeysUnavailableException(String message) {
    super(message);
  }
}
