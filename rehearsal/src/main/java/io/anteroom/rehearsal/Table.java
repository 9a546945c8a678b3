package io.anteroom.rehearsal;

import io.anteroom.rehearsal.crowd.Latency;
import io.anteroom.rehearsal.crowd.Measurements;
import io.anteroom.rehearsal.proof.Breach;
import io.anteroom.rehearsal.proof.Check;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** The result of a run for people. */
final class Table {

  private final Formatter text = new Formatter(Locale.ROOT);
  private final Outcome outcome;
  private final Measurements seen;

  private Table(Outcome outcome) {
    this.outcome = outcome;
    this.seen = outcome.measurements();
  }

  /** Several lines, the last one with the verdict. */
  static String of(Outcome outcome) {
    Table table = new Table(outcome);
    table.summary();
    table.latencies();
    table.beside();
    outcome.pages().ifPresent(pages -> table.text.format("%s", PagesTable.beside(pages)));
    table.failures();
    table.checks();
    table.offenders();
    table.verdict();
    return table.text.toString();
  }

  private void summary() {
    text.format("Rehearsal of %s at %s%n", outcome.plan().eventId(), outcome.target());
    text.format(
        "  visitors  %,d of %,d joined, %,d numbered, %,d admitted, %,d closed, %,d gave up%n",
        seen.joined(),
        outcome.plan().visitors(),
        seen.numbered(),
        seen.admitted(),
        seen.closed(),
        seen.failed());
    text.format(
        "  joins     %,.0f/s (meant: %,d/s), all over after %,.1f s%n",
        outcome.joinsPerSecond(), outcome.plan().arrivalsPerSecond(), outcome.seconds());
    if (outcome.lowest().isPresent()) {
      text.format(
          "  numbers   %,d to %,d, %,d of them held by nobody in this run%n",
          outcome.lowest().getAsLong(), outcome.highest().orElseThrow(), outcome.holes());
    }
  }

  private void latencies() {
    text.format("%n");
    text.format("  %-18s %10s %10s %10s %10s%n", "milliseconds", "p50", "p90", "p99", "max");
    latency("join answer", seen.joinAnswer);
    latency("join to number", seen.joinToNumber);
    latency("served to token", seen.servedToToken);
    latency("token answer", seen.tokenAnswer);
  }

  private void latency(String name, Latency latency) {
    text.format(
        "  %-18s %,10.1f %,10.1f %,10.1f %,10.1f%n",
        name,
        latency.percentileMillis(50),
        latency.percentileMillis(90),
        latency.percentileMillis(99),
        latency.maxMillis());
  }

  private void beside() {
    outcome
        .beside()
        .ifPresent(waits -> {
          text.format("%n");
          text.format(
              "  Join to number of a few people in %s (%,d alone, %,d beside the crowd)%n",
              waits.eventId(), waits.alone().count(), waits.beside().count());
          latency("alone", waits.alone());
          latency("beside the crowd", waits.beside());
          text.format(
              "  %-18s %10.2f %10.2f %10.2f%n",
              "times as long", waits.ratio(50), waits.ratio(90), waits.ratio(99));
        });
  }

  private void failures() {
    text.format("%n");
    if (seen.errors().isEmpty()) {
      text.format("  no errors, no retries%n");
    }
    seen.errors()
        .forEach((failure, count) ->
            text.format("  %-26s %-16s %,d times%n", failure.step().path(), failure.what(), count));
    seen.retries()
        .forEach((step, count) ->
            text.format("  %-26s %-16s %,d times%n", step.path(), "retried", count));
    if (seen.unclearJoins() > 0) {
      text.format(
          "  %,d joins had no clear answer: each may have left a place that nobody claims%n",
          seen.unclearJoins());
    }
  }

  private void checks() {
    text.format("%n");
    for (Check check : Check.values()) {
      long count = outcome.breaches().count(check);
      text.format("  %-12s %s%n", count == 0 ? "ok" : "BROKEN " + count, check.words());
    }
    if (outcome.plan().shared()) {
      text.format(
          "  Others use the room too: holes in the numbers were not judged, early tokens only by%n");
      text.format("  the highest counter that was seen.%n");
    }
  }

  private void offenders() {
    List<Breach> first = outcome.breaches().first();
    if (!first.isEmpty()) {
      text.format("%n");
      text.format("  The first offenders:%n");
      first.forEach(breach -> text.format("  - %s%n", breach.offender()));
    }
  }

  private void verdict() {
    text.format("%n");
    outcome
        .cutShort()
        .ifPresent(why ->
            text.format(
                "Cut short: %s. The figures are of what was done until then, and who was not"
                    + " through is not judged by holes in the numbers.%n",
                why));
    if (!outcome.breaches().isEmpty()) {
      text.format("FAILED: not every check held.%n");
    } else if (outcome.cutShort().isEmpty()) {
      text.format("Passed: every check held.%n");
    }
  }
}
