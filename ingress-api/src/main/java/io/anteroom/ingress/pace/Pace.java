package io.anteroom.ingress.pace;

import java.time.Duration;

/**
 * How fast a serving counter moves: not one rate but a range, since it was faster in one stretch of
 * time than in another.
 *
 * @param slowest the slowest it was, in numbers per second, above 0
 * @param fastest the fastest it was, not less than the slowest
 * @param step the time from one move to the next, above 0
 */
public record Pace(double slowest, double fastest, Duration step) {

  /** A forecast may be wrong by a tenth, however even the past was. */
  private static final int PARTS_OF_DOUBT = 10;

  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  /**
   * @throws IllegalArgumentException if this is no range of rates, or moves take no time
   */
  public Pace {
    if (!(slowest > 0) || !(fastest >= slowest) || !step.isPositive()) {
      throw new IllegalArgumentException(
          "pace of " + slowest + " to " + fastest + " per second, each " + step);
    }
  }

  /**
   * How long the counter takes for so many numbers. It moves in steps, and which of them brings the
   * last number is not known, so a step more or less is always possible.
   *
   * @param numbers how far it has to go, at least 1
   */
  public WaitRange waitFor(long numbers) {
    double oneStep = step.toNanos() / NANOS;
    double soon = numbers / fastest;
    double late = numbers / slowest;
    double low = Math.max(0, soon - soon / PARTS_OF_DOUBT - oneStep);
    double high = late + late / PARTS_OF_DOUBT + oneStep;
    // A cast stops at the largest number there is.
    return new WaitRange((long) low, (long) Math.ceil(high));
  }
}
