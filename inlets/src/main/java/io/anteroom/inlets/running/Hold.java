package io.anteroom.inlets.running;

import java.util.Locale;

/** Why an inlet moves nothing at the moment. */
public enum Hold {
  /** Somebody has paused it. */
  PAUSED,
  /** Its room is paused. */
  ROOM_PAUSED,
  /** Its alarm has gone off, is missing, or can't be read. */
  ALARM,
  /** It has not begun, or is over. */
  OUTSIDE_OF_ITS_TIME,
  /** The site has as many as it can take. */
  FULL,
  /** The private API or the log can't be reached. */
  UNREACHABLE,
  /** There is no such room. */
  UNKNOWN_ROOM;

  /** As answers write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
