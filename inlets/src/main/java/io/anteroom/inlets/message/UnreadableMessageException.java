package io.anteroom.inlets.message;

/** Bytes that are no message, and never will be. Its words quote nothing of them. */
final class UnreadableMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableMessageException(String words) {
    super(words, null, false, false);
  }
}
