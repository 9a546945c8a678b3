package io.anteroom.domain.room;

/** Why a serving counter moved. */
public enum Cause {
  /** Somebody with the right to do so asked for it. */
  ADMIN
}
