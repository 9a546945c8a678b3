package io.anteroom.domain.token;

import java.util.Arrays;
import java.util.Optional;

/** What became of the visit that a token let in. It leaves {@link #ACTIVE} at most once. */
public enum SessionStatus {
  /** Still on the site, as far as anybody said. */
  ACTIVE(0),
  /** Done with what they came for. */
  COMPLETED(1),
  /** Left without doing it. */
  ABANDONED(-1);

  private final int code;

  SessionStatus(int code) {
    this.code = code;
  }

  /** The number that the contract uses. */
  public int code() {
    return code;
  }

  /** Finds the status of a number of the contract: 0, 1 or -1. */
  public static Optional<SessionStatus> ofCode(long code) {
    return Arrays.stream(values()).filter(status -> status.code == code).findAny();
  }
}
