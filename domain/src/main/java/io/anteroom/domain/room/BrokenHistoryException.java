package io.anteroom.domain.room;

/**
 * An event does not follow on the state that it is applied to: the log is broken, was read twice,
 * or belongs to another room.
 */
public final class BrokenHistoryException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  BrokenHistoryException(String message) {
    super(message);
  }
}
