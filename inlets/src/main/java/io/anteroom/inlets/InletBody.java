package io.anteroom.inlets;

import io.anteroom.domain.inlet.MaxSize;
import io.anteroom.domain.inlet.Periodic;
import io.anteroom.domain.inlet.Refill;
import io.anteroom.inlets.plan.InletPlan;
import io.anteroom.inlets.plan.StrategyName;
import io.anteroom.inlets.running.Status;
import io.anteroom.inlets.running.Status.LastMove;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An inlet as the private API shows it: what it has of settings depends on its strategy. */
final class InletBody {

  private InletBody() {}

  static Map<String, @Nullable Object> of(Status status) {
    InletPlan plan = status.plan();
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("inlet", plan.name());
    body.put("event_id", plan.eventId().value());
    body.put("strategy", StrategyName.of(plan.strategy()).toString());
    body.put("paused", status.paused());
    body.put("dry_run", status.dryRun());
    switch (plan.strategy()) {
      case Periodic period -> putPeriod(body, plan, period);
      case MaxSize(var maxSize) -> {
        putMaximum(body, plan, maxSize);
        body.put("queue_url", plan.queueUrl().map(Object::toString).orElse(null));
        body.put("topic_arn", plan.topicArn().orElse(null));
      }
      case Refill(var maxSize) -> putMaximum(body, plan, maxSize);
    }
    body.put("holds", status.holds().map(Object::toString).orElse(null));
    body.put("last_move", status.lastMove().map(InletBody::move).orElse(null));
    return body;
  }

  private static void putPeriod(
      Map<String, @Nullable Object> body, InletPlan plan, Periodic period) {
    body.put("increment_by", period.incrementBy());
    body.put("every", period.every().toSeconds());
    body.put("start", period.start().getEpochSecond());
    body.put("end", period.end().map(Instant::getEpochSecond).orElse(0L));
    body.put("smooth", period.smooth());
    body.put("alarm", plan.alarm().orElse(null));
  }

  private static void putMaximum(Map<String, @Nullable Object> body, InletPlan plan, long maxSize) {
    body.put("max_size", maxSize);
    body.put("look_every", plan.lookEvery().toSeconds());
  }

  private static Map<String, Object> move(LastMove move) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("at", move.at().getEpochSecond());
    body.put("by", move.by());
    body.put("serving_num", move.counter().value());
    return body;
  }
}
