package io.anteroom.rehearsal;

import io.anteroom.rehearsal.page.PagesSeen;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What waiting pages did and heard, for programs: the same as the table, as JSON. */
final class PagesFigures {

  private PagesFigures() {}

  static String alone(PageOptions options, PagesSeen seen) {
    JsonMapper json = JsonMapper.shared();
    ObjectNode root =
        json.createObjectNode()
            .put("event_id", options.room().value())
            .put("public_origin", options.publicOrigin().toString())
            .put("passed", seen.deaf() == 0);
    root.set("pages", of(seen));
    return json.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  static ObjectNode of(PagesSeen seen) {
    ObjectNode pages =
        JsonMapper.shared()
            .createObjectNode()
            .put("open", seen.pages())
            .put("placed", seen.placed())
            .put("numbered", seen.numbered())
            .put("heard_nothing", seen.deaf())
            .put("asked", seen.asked())
            .put("asked_per_waiting_hour", seen.askedPerWaitingHour());
    ObjectNode shown = pages.putObject("shown");
    seen.states().forEach(shown::put);
    ArrayNode calls = pages.putArray("calls");
    seen.outcomes()
        .forEach((outcome, count) ->
            calls
                .addObject()
                .put("call", outcome.call().words())
                .put("what", outcome.what())
                .put("count", count));
    ObjectNode latencies = pages.putObject("latency_ms");
    latencies.set("join_answer", Figures.latency(seen.joinAnswer));
    latencies.set("status_answer", Figures.latency(seen.statusAnswer));
    return pages;
  }
}
