package io.anteroom.privatefile;

/** A private file can't be used; the message says which, and what is wrong with it. */
public final class PrivateFileException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  PrivateFileException(String message) {
    super(message);
  }

  PrivateFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
