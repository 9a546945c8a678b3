package io.anteroom.rehearsal;

import io.anteroom.rehearsal.crowd.Latency;
import io.anteroom.rehearsal.page.PageCall;
import io.anteroom.rehearsal.page.PagesSeen;
import java.util.Formatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** What waiting pages did and heard, for people. */
final class PagesTable {

  private final Formatter text = new Formatter(Locale.ROOT);
  private final PagesSeen seen;

  private PagesTable(PagesSeen seen) {
    this.seen = seen;
  }

  /** Several lines, the last one with the verdict. */
  static String alone(PageOptions options, PagesSeen seen) {
    PagesTable table = new PagesTable(seen);
    table.text.format("Waiting pages of %s at %s%n", options.room(), options.publicOrigin());
    table.lines();
    table.verdict();
    return table.text.toString();
  }

  /** Some of the lines about a crowd. */
  static String beside(PagesSeen seen) {
    PagesTable table = new PagesTable(seen);
    table.text.format("%n  Waiting pages%n");
    table.lines();
    return table.text.toString();
  }

  private void lines() {
    text.format(
        "  pages     %,d: %,d have a place, %,d have a number, %,d heard nothing%n",
        seen.pages(), seen.placed(), seen.numbered(), seen.deaf());
    text.format("  shown     %s%n", states());
    text.format(
        "  asked     %,d times how the line moves: %,.0f times for each page and waiting hour%n",
        seen.asked(), seen.askedPerWaitingHour());
    text.format("%n");
    seen.outcomes()
        .forEach((outcome, count) ->
            text.format(
                "  %-26s %-16s %,d times%n", outcome.call().words(), outcome.what(), count));
    text.format("%n");
    text.format("  %-18s %10s %10s %10s %10s%n", "milliseconds", "p50", "p90", "p99", "max");
    latency(PageCall.JOIN, seen.joinAnswer);
    latency(PageCall.STATUS, seen.statusAnswer);
  }

  private String states() {
    return seen.states().entrySet().stream()
        .map(state -> String.format(Locale.ROOT, "%,d %s", state.getValue(), state.getKey()))
        .collect(Collectors.joining(", "));
  }

  private void latency(PageCall call, Latency latency) {
    text.format(
        "  %-18s %,10.1f %,10.1f %,10.1f %,10.1f%n",
        call.words(),
        latency.percentileMillis(50),
        latency.percentileMillis(90),
        latency.percentileMillis(99),
        latency.maxMillis());
  }

  private void verdict() {
    text.format("%n");
    if (seen.deaf() == 0) {
      text.format("Passed: every page heard how the line moves.%n");
    } else {
      text.format("FAILED: %,d of %,d pages heard nothing.%n", seen.deaf(), seen.pages());
    }
  }
}
