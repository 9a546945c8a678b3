package io.anteroom.inlets.running;

import io.anteroom.domain.room.ServingCounter;
import io.anteroom.inlets.plan.InletPlan;
import java.time.Instant;
import java.util.Optional;

/**
 * How an inlet is doing, as this replica sees it.
 *
 * @param plan what it is to do
 * @param paused whether it does nothing, as somebody said
 * @param dryRun whether it only says what it would do
 * @param holds what keeps it from moving anything, if something does
 * @param lastMove what this replica moved last
 */
public record Status(
    InletPlan plan,
    boolean paused,
    boolean dryRun,
    Optional<Hold> holds,
    Optional<LastMove> lastMove) {

  /**
   * A move of the serving counter.
   *
   * @param at when it was answered
   * @param by by how much
   * @param counter where the counter was then
   */
  public record LastMove(Instant at, long by, ServingCounter counter) {}
}
