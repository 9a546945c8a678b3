package io.anteroom.streams.sequence;

/** A command that a room can neither accept nor refuse, such as one whose sums overflow. */
final class UndecidableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UndecidableException(RuntimeException cause) {
    super("makes no sense to the room: " + cause.getMessage(), cause);
  }
}
