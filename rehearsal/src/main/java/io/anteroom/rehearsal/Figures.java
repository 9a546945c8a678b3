package io.anteroom.rehearsal;

import io.anteroom.rehearsal.crowd.Bystanders;
import io.anteroom.rehearsal.crowd.Latency;
import io.anteroom.rehearsal.crowd.Measurements;
import io.anteroom.rehearsal.crowd.Plan;
import io.anteroom.rehearsal.proof.Check;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The result of a run for programs: the same as the table, as JSON. Times in ms where not said. */
final class Figures {

  private static final JsonMapper JSON = JsonMapper.shared();

  private Figures() {}

  static String of(Outcome outcome) {
    Measurements seen = outcome.measurements();
    ObjectNode root = JSON.createObjectNode();
    root.put("event_id", outcome.plan().eventId().value());
    root.put("public_origin", outcome.target());
    root.set("plan", plan(outcome.plan()));
    root.put("passed", outcome.passed());
    outcome.cutShort().ifPresent(why -> root.put("cut_short", why));
    root.put("seconds", outcome.seconds());
    root.put("joins_per_second", outcome.joinsPerSecond());
    root.putObject("visitors")
        .put("joined", seen.joined())
        .put("numbered", seen.numbered())
        .put("admitted", seen.admitted())
        .put("closed", seen.closed())
        .put("gave_up", seen.failed());
    ObjectNode numbers = root.putObject("numbers");
    outcome.lowest().ifPresent(lowest -> numbers.put("lowest", lowest));
    outcome.highest().ifPresent(highest -> numbers.put("highest", highest));
    numbers.put("held_by_nobody", outcome.holes());
    ObjectNode latencies = root.putObject("latency_ms");
    latencies.set("join_answer", latency(seen.joinAnswer));
    latencies.set("join_to_number", latency(seen.joinToNumber));
    latencies.set("served_to_token", latency(seen.servedToToken));
    latencies.set("token_answer", latency(seen.tokenAnswer));
    outcome.beside().ifPresent(waits -> root.set("beside", beside(waits)));
    outcome.pages().ifPresent(pages -> root.set("pages", PagesFigures.of(pages)));
    ArrayNode errors = root.putArray("errors");
    seen.errors()
        .forEach((failure, count) ->
            errors
                .addObject()
                .put("call", failure.step().path())
                .put("what", failure.what())
                .put("count", count));
    ObjectNode retries = root.putObject("retries");
    seen.retries().forEach((step, count) -> retries.put(step.path(), count));
    root.put("unclear_joins", seen.unclearJoins());
    ObjectNode breaches = root.putObject("breaches");
    for (Check check : Check.values()) {
      breaches.put(check.name().toLowerCase(Locale.ROOT), outcome.breaches().count(check));
    }
    ArrayNode offenders = root.putArray("offenders");
    outcome.breaches().first().forEach(breach -> offenders.add(breach.offender()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static ObjectNode plan(Plan plan) {
    return JSON.createObjectNode()
        .put("visitors", plan.visitors())
        .put("arrivals_per_second", plan.arrivalsPerSecond())
        .put("served_per_second", plan.servedPerSecond())
        .put("poll_seconds", plan.poll().toMillis() / 1000.0)
        .put("early_percent", plan.earlyPercent())
        .put("close_percent", plan.closePercent())
        .put("shared", plan.shared());
  }

  private static ObjectNode beside(Bystanders.Waits waits) {
    ObjectNode beside = JSON.createObjectNode().put("event_id", waits.eventId().value());
    beside.set("join_to_number_alone", latency(waits.alone()));
    beside.set("join_to_number_beside", latency(waits.beside()));
    return beside
        .put("ratio_p50", waits.ratio(50))
        .put("ratio_p99", waits.ratio(99))
        .put("without_number", waits.withoutNumber());
  }

  static ObjectNode latency(Latency latency) {
    return JSON.createObjectNode()
        .put("count", latency.count())
        .put("p50", latency.percentileMillis(50))
        .put("p90", latency.percentileMillis(90))
        .put("p99", latency.percentileMillis(99))
        .put("max", latency.maxMillis());
  }
}
