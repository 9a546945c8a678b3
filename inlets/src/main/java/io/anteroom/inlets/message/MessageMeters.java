package io.anteroom.inlets.message;

import io.anteroom.inlets.plan.InletPlan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what comes in, and what comes of it. */
final class MessageMeters {

  private final MeterRegistry registry;

  MessageMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void done(InletPlan inlet, Way way, Tally tally) {
    message(inlet, way, "done");
    sessions(inlet, "completed", tally.completed());
    sessions(inlet, "abandoned", tally.abandoned());
    sessions(inlet, "unknown", tally.unknown());
    sessions(inlet, "invalid", tally.invalid());
    sessions(inlet, "duplicate", tally.duplicates());
  }

  void kept(InletPlan inlet, Way way) {
    message(inlet, way, "kept");
  }

  void unreadable(InletPlan inlet, Way way) {
    message(inlet, way, "unreadable");
  }

  /** Something that does not come from where the inlet's messages come from. */
  void refused(InletPlan inlet, Way way) {
    message(inlet, way, "refused");
  }

  private void message(InletPlan inlet, Way way, String outcome) {
    Counter.builder("anteroom.inlet.messages")
        .description("Messages about exits")
        .tag("inlet", inlet.name())
        .tag("way", way.toString())
        .tag("outcome", outcome)
        .register(registry)
        .increment();
  }

  private void sessions(InletPlan inlet, String result, long count) {
    Counter.builder("anteroom.inlet.sessions")
        .description("Entries of messages about exits")
        .tag("inlet", inlet.name())
        .tag("result", result)
        .register(registry)
        .increment((double) count);
  }
}
