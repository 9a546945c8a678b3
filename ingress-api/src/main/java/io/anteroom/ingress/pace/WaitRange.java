package io.anteroom.ingress.pace;

/**
 * How long somebody still waits, in whole seconds, as far as anybody can tell.
 *
 * @param lowSeconds the shortest time that is likely, 0 or more
 * @param highSeconds the longest time that is likely, not less than the shortest
 */
public record WaitRange(long lowSeconds, long highSeconds) {

  /**
   * @throws IllegalArgumentException if this is no range of times
   */
  public WaitRange {
    if (lowSeconds < 0 || highSeconds < lowSeconds) {
      throw new IllegalArgumentException("wait of " + lowSeconds + " to " + highSeconds + " s");
    }
  }
}
