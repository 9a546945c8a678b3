package io.anteroom.domain.inlet;

/** What an alarm says to an inlet that was told to mind it. */
public enum AlarmState {
  /** All is well. */
  OK,
  /** It can't say yet: an alarm has no data before the day begins. */
  INSUFFICIENT_DATA,
  /** It has gone off. */
  ALARM,
  /** There is no such alarm. */
  MISSING,
  /** Nobody can say what it says. */
  UNREADABLE;

  /**
   * Says whether an inlet waits. It does where nobody knows: its site asked to be protected. It
   * goes on where there is not enough data.
   */
  public boolean holds() {
    return switch (this) {
      case OK, INSUFFICIENT_DATA -> false;
      case ALARM, MISSING, UNREADABLE -> true;
    };
  }
}
