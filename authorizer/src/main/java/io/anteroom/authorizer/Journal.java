package io.anteroom.authorizer;

import io.anteroom.authorizer.Decision.Allow;
import io.anteroom.authorizer.Decision.Deny;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.tokens.JsonText;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One line for each decision: what CloudWatch Logs shows, and by the Embedded Metric Format at the
 * same time what CloudWatch counts. Never a token or a request id.
 */
final class Journal {

  private static final String NAMESPACE = "Anteroom/Authorizer";
  private static final String ALLOWED = "Allowed";
  private static final String DENIED = "Denied";
  private static final String KEYS_UNAVAILABLE = "KeysUnavailable";

  private final EventId room;
  private final PrintStream out;

  Journal(EventId room, PrintStream out) {
    this.room = room;
    this.out = out;
  }

  void record(Decision decision, Instant at, Duration took) {
    JsonText line =
        new JsonText()
            .put("time", at.toString())
            .put("decision", decision instanceof Allow ? "allow" : "deny");
    if (decision instanceof Deny deny) {
      line.put("reason", deny.reason());
    }
    out.println(
        line.put("took_ms", took.toMillis())
            .put("event_id", room.value())
            .put(ALLOWED, count(decision instanceof Allow))
            .put(DENIED, count(decision instanceof Deny))
            .put(KEYS_UNAVAILABLE, count(decision.equals(Deny.KEYS_UNAVAILABLE)))
            .put("_aws", metrics(at)));
  }

  private static JsonText metrics(Instant at) {
    JsonText directive =
        new JsonText()
            .put("Namespace", NAMESPACE)
            .put("Dimensions", List.of(List.of("event_id")))
            .put("Metrics", List.of(metric(ALLOWED), metric(DENIED), metric(KEYS_UNAVAILABLE)));
    return new JsonText()
        .put("Timestamp", at.toEpochMilli())
        .put("CloudWatchMetrics", List.of(directive));
  }

  private static JsonText metric(String name) {
    return new JsonText().put("Name", name).put("Unit", "Count");
  }

  private static long count(boolean happened) {
    return happened ? 1 : 0;
  }
}
