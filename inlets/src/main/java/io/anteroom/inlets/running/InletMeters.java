package io.anteroom.inlets.running;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What one inlet does in this replica, for those who watch it. */
final class InletMeters {

  /** What comes of a decision. */
  enum Outcome {
    /** The counter moved; also where another replica had asked for the same move. */
    MOVED,
    /** The counter would have moved. */
    WOULD_MOVE,
    /** There was nothing to move. */
    NOTHING,
    /** Something holds the inlet, see {@link Hold}. */
    HELD,
    /** Somebody else had moved the counter meanwhile: it looks again. */
    CONFLICT,
    /** The room does not take the move, however often it is asked for. */
    REFUSED,
    /** Nobody answered. */
    UNANSWERED
  }

  /** Why an inlet looks at its room. */
  enum Cause {
    /** Somebody got a token. */
    TOKEN,
    /** A session is over. */
    SESSION,
    /** The serving counter moved. */
    SERVING,
    /** A token has come to its end. */
    TOKEN_END
  }

  private final Map<Outcome, Counter> decisions = new EnumMap<>(Outcome.class);
  private final Map<Cause, Counter> signals = new EnumMap<>(Cause.class);
  private final Counter turns;
  private final Counter looks;
  private final Counter dropped;

  /** Of an inlet that has done nothing yet. */
  InletMeters(MeterRegistry registry, String inlet) {
    for (Outcome outcome : Outcome.values()) {
      decisions.put(
          outcome,
          Counter.builder("anteroom.inlet.decisions")
              .description("Decisions of an inlet, by what came of them")
              .tag("inlet", inlet)
              .tag("outcome", word(outcome))
              .register(registry));
    }
    for (Cause cause : Cause.values()) {
      signals.put(
          cause,
          Counter.builder("anteroom.inlet.signals")
              .description("What an inlet heard of its room")
              .tag("inlet", inlet)
              .tag("cause", word(cause))
              .register(registry));
    }
    turns = counter(registry, inlet, "turns", "Turns by which an inlet moved its counter");
    looks = counter(registry, inlet, "looks", "Looks of an inlet at its room");
    dropped =
        counter(registry, inlet, "ticks.dropped", "Ticks of an inlet for which it became too late");
  }

  private static Counter counter(
      MeterRegistry registry, String inlet, String name, String description) {
    return Counter.builder("anteroom.inlet." + name)
        .description(description)
        .tag("inlet", inlet)
        .register(registry);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  void decided(Outcome outcome) {
    count(decisions, outcome);
  }

  void moved(long by) {
    count(decisions, Outcome.MOVED);
    turns.increment((double) by);
  }

  void looked() {
    looks.increment();
  }

  void dropped() {
    dropped.increment();
  }

  void heard(Cause cause) {
    count(signals, cause);
  }

  private static <K> void count(Map<K, Counter> counters, K key) {
    Counter counter = counters.get(key);
    if (counter != null) {
      counter.increment();
    }
  }
}
