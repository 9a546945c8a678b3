package io.anteroom.inlets.running;

import io.anteroom.inlets.control.Switches;
import io.anteroom.inlets.plan.InletPlan;
import java.util.Optional;

/** Whether an inlet may move anything, whatever its room looks like. */
final class Gate {

  private final InletPlan plan;
  private final Switches switches;

  Gate(InletPlan plan, Switches switches) {
    this.plan = plan;
    this.switches = switches;
  }

  /** What keeps it from doing anything; never waits. */
  Optional<Hold> held() {
    if (!switches.isLevel()) {
      // It may have been paused.
      return Optional.of(Hold.UNREACHABLE);
    }
    return isPaused() ? Optional.of(Hold.PAUSED) : Optional.empty();
  }

  /**
   * Whether it may move the counter. Asks for the pause first: whoever ends that for a dry run has
   * set the dry run before.
   */
  boolean letsMove() {
    return held().isEmpty() && !isDryRun();
  }

  boolean isPaused() {
    return switches.isPaused(plan.name());
  }

  boolean isDryRun() {
    return switches.dryRun(plan.name()).orElse(plan.dryRun());
  }
}
