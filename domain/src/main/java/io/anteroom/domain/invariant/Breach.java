package io.anteroom.domain.invariant;

/**
 * A rule that does not hold.
 *
 * @param invariant the rule
 * @param detail what was seen and what should have been, in words
 */
public record Breach(Invariant invariant, String detail) {

  @Override
  public String toString() {
    return invariant + ": " + detail;
  }
}
