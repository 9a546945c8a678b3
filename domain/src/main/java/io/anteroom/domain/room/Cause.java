package io.anteroom.domain.room;

/** Why a serving counter moved. */
public enum Cause {
  /** Somebody with the right to do so asked for it. */
  ADMIN,
  /** An inlet strategy let more people in. */
  INLET,
  /** Positions expired, and the room gives their turns to those behind. */
  EXPIRY
}
