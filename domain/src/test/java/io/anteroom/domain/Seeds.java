package io.anteroom.domain;

import java.util.stream.LongStream;

/** The seeds of a simulation; {@code -Danteroom.seed=17} replays that one alone. */
public final class Seeds {

  private Seeds() {}

  /** Seeds 1 to {@code last}, unless one was asked for. */
  public static LongStream upTo(long last) {
    Long asked = Long.getLong("anteroom.seed");
    return asked == null ? LongStream.rangeClosed(1, last) : LongStream.of(asked);
  }
}
