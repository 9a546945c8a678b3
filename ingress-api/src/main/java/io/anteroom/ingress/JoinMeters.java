package io.anteroom.ingress;

import io.anteroom.edge.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Counts joins. Every counter is made before the first join, so that one of 30,000 in a second
 * costs one addition.
 */
final class JoinMeters {

  /** Why somebody did not get into the line; each is a value of a label. */
  enum Reason {
    MALFORMED,
    UNKNOWN_EVENT,
    CLOSED,
    RATE_LIMIT,
    VIEWS_UNAVAILABLE,
    TOO_MANY_AT_ONCE,
    LOG_UNAVAILABLE
  }

  private final Counter accepted;
  private final Map<Reason, Counter> refused = new EnumMap<>(Reason.class);

  JoinMeters(MeterRegistry registry) {
    accepted =
        Counter.builder("anteroom.joins.accepted")
            .description("Joins that the log has acknowledged")
            .register(registry);
    for (Reason reason : Reason.values()) {
      refused.put(
          reason,
          Counter.builder("anteroom.joins.refused")
              .description("Joins that were answered with an error")
              .tag("reason", reason.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  void accepted() {
    accepted.increment();
  }

  void refused(Reason reason) {
    Objects.requireNonNull(refused.get(reason)).increment();
  }

  /** Counts what a look at the call and at the room has brought about. */
  void refused(Refusal refusal) {
    switch (refusal) {
      case Refusal.NotFound _ -> refused(Reason.UNKNOWN_EVENT);
      case Refusal.Conflict _ -> refused(Reason.CLOSED);
      case Refusal.TooManyRequests _ -> refused(Reason.RATE_LIMIT);
      case Refusal.Unavailable _ -> refused(Reason.VIEWS_UNAVAILABLE);
      default -> refused(Reason.MALFORMED);
    }
  }
}
