package io.anteroom.conformance;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a document says of one method at one path.
 *
 * @param id its operationId
 * @param path as the document has it, such as {@code /events/{event_id}}
 */
record Operation(String id, String method, String path, JsonNode text) {

  /** As faces name it. */
  String name() {
    return method + " " + path;
  }

  /** The statuses that it may be answered with. */
  Set<String> statuses() {
    return new TreeSet<>(text.path("responses").propertyNames());
  }

  /** Says whether a path is one of those that it stands at. */
  boolean standsAt(String asked) {
    String plain = Pattern.quote(path).replaceAll("\\{[a-z_]+}", "\\\\E[A-Za-z0-9._-]+\\\\Q");
    return asked.matches(plain);
  }
}
