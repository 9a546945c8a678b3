package io.anteroom.domain;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** The seeds of a simulation; {@code -Danteroom.seed=17} replays that one alone. */
public final class Seeds {

  private Seeds() {}

  /** Seeds 1 to {@code last}, unless one was asked for. */
  public static LongStream upTo(long last) {
    Long asked = Long.getLong("anteroom.seed");
    return asked == null ? LongStream.rangeClosed(1, last) : LongStream.of(asked);
  }

  /** Runs a simulation; where it fails, the failure says which seed replays it. */
  public static void run(long seed, Simulation simulation) {
    try {
      simulation.run(new SplittableRandom(seed));
    } catch (AssertionError | Exception e) {
      throw new AssertionError(
          "seed " + seed + " failed, replay it with -Danteroom.seed=" + seed + ": " + e, e);
    }
  }

  /** What is done with the random numbers of one seed, and with nothing else that is random. */
  @FunctionalInterface
  public interface Simulation {
    /** Runs from begin to end and throws where something does not hold. */
    void run(SplittableRandom random) throws Exception;
  }
}
