package io.anteroom.authorizer;

/**
 * The function is wired to something that it has no answer for. Whoever calls the API has no hand
 * in that, and gets 500.
 */
final class UnknownEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownEventException(String message) {
    super(message);
  }
}
