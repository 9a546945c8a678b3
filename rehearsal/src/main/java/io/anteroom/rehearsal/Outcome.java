package io.anteroom.rehearsal;

import io.anteroom.rehearsal.crowd.Bystanders;
import io.anteroom.rehearsal.crowd.Measurements;
import io.anteroom.rehearsal.crowd.Plan;
import io.anteroom.rehearsal.page.PagesSeen;
import io.anteroom.rehearsal.proof.Breaches;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run has shown.
 *
 * @param took from the arrival of the crowd to the end
 * @param arrivals from the arrival of the crowd to the last answer to a join
 * @param cutShort why it ended before everybody was through
 * @param lowest the lowest number that a visitor got
 * @param highest the highest
 * @param holes how many numbers between the two nobody has
 * @param beside how long people in another room waited, where that was asked for
 * @param pages what waiting pages saw, where there were any
 */
record Outcome(
    Plan plan,
    String target,
    Duration took,
    Duration arrivals,
    Optional<String> cutShort,
    Measurements measurements,
    Breaches breaches,
    OptionalLong lowest,
    OptionalLong highest,
    long holes,
    Optional<Bystanders.Waits> beside,
    Optional<PagesSeen> pages) {

  private static final double NANOS_PER_SECOND = 1e9;

  boolean passed() {
    return breaches.isEmpty() && cutShort.isEmpty();
  }

  double seconds() {
    return took.toNanos() / NANOS_PER_SECOND;
  }

  double joinsPerSecond() {
    return arrivals.isPositive()
        ? measurements.joined() / (arrivals.toNanos() / NANOS_PER_SECOND)
        : 0;
  }
}
