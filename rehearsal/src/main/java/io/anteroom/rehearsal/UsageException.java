package io.anteroom.rehearsal;

/** Something that the user can put right; the message says what. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
