package io.anteroom.contracts.inlet;

import java.util.Optional;

/**
 * What somebody has said about an inlet at run time; it holds for all replicas, also after a
 * restart.
 *
 * @param paused whether it does nothing; empty if nobody has said so
 * @param dryRun whether it only says what it would do; empty if its settings have the say
 */
public record InletSwitch(Optional<Boolean> paused, Optional<Boolean> dryRun) {

  /** Nobody has said anything. */
  public static final InletSwitch UNTOUCHED = new InletSwitch(Optional.empty(), Optional.empty());

  /** The same, with what somebody says now. */
  public InletSwitch with(Optional<Boolean> newPaused, Optional<Boolean> newDryRun) {
    return new InletSwitch(newPaused.or(this::paused), newDryRun.or(this::dryRun));
  }
}
