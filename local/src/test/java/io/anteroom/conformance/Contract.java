package io.anteroom.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.contracts.http.ApiDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * An OpenAPI document as a judge: says what is wrong with an answer. Stricter than its document in
 * two ways, so that nothing comes in unseen: fields and headers that it does not name are wrong,
 * too.
 */
final class Contract {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options");

  /** Of the connection, not of the answer. OpenAPI has Content-Type under content. */
  private static final Set<String> NEVER_NAMED =
      Set.of("content-type", "content-length", "connection");

  private final JsonNode document;
  private final Schemas schemas;
  private final List<Operation> operations;

  private Contract(JsonNode document) {
    this.document = document;
    this.schemas = new Schemas(document.get("components"));
    this.operations = operations(document.get("paths"));
  }

  static Contract of(ApiDocument document) {
    return of(Schemas.read(new String(document.json(), UTF_8)));
  }

  static Contract of(JsonNode document) {
    JsonNode closed = document.deepCopy();
    close(closed);
    return new Contract(closed);
  }

  /** Lets objects have no fields but those that are named. */
  private static void close(JsonNode node) {
    node.forEach(Contract::close);
    if (node instanceof ObjectNode schema
        && schema.path("properties").isObject()
        && !schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
  }

  private static List<Operation> operations(JsonNode paths) {
    List<Operation> operations = new ArrayList<>();
    paths.forEachEntry((path, methods) ->
        methods.forEachEntry((method, text) -> {
          if (METHODS.contains(method)) {
            String id = text.get("operationId").stringValue();
            operations.add(new Operation(id, method.toUpperCase(Locale.ROOT), path, text));
          }
        }));
    return List.copyOf(operations);
  }

  JsonNode document() {
    return document;
  }

  Schemas schemas() {
    return schemas;
  }

  List<Operation> operations() {
    return operations;
  }

  /** The operation that a call finds; HEAD finds GET (RFC 9110, section 9.3.2). */
  Optional<Operation> find(String method, String path) {
    String asked = method.equals("HEAD") ? "GET" : method;
    return operations.stream()
        .filter(operation -> operation.method().equals(asked) && operation.standsAt(path))
        .findFirst();
  }

  /** Says whether a call may be answered so. */
  boolean allows(Call call, int status) {
    return find(call.method(), call.path())
        .map(operation -> operation.statuses().contains(Integer.toString(status)))
        .orElse(false);
  }

  /** What is wrong with the answer to a call; empty if it is as the document says. */
  List<String> objections(String method, String path, Reply reply) {
    String status = Integer.toString(reply.status());
    Optional<JsonNode> described =
        find(method, path)
            .map(operation -> operation.text().path("responses").optional(status))
            .orElseGet(() -> otherwise(path, status))
            .map(this::resolved);
    return described
        .map(response -> objections(response, method, reply))
        .orElseGet(() ->
            List.of(
                "%s %s is answered with %s, which is not documented: %s"
                    .formatted(method, path, status, reply.body())));
  }

  /** How a document answers calls that it does not describe. */
  private Optional<JsonNode> otherwise(String path, String status) {
    boolean known = operations.stream().anyMatch(operation -> operation.standsAt(path));
    String expected = known ? "405" : "404";
    return status.equals(expected)
        ? document.path("x-any-other-call").optional(known ? "method" : "path")
        : Optional.empty();
  }

  JsonNode resolved(JsonNode node) {
    return node.has("$ref")
        ? resolved(document.at(node.get("$ref").stringValue().substring(1)))
        : node;
  }

  private List<String> objections(JsonNode response, String method, Reply reply) {
    List<String> objections = new ArrayList<>();
    Map<String, JsonNode> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    document.at("/x-any-answer/headers").forEachEntry(headers::put);
    response.path("headers").forEachEntry(headers::put);
    headers.forEach((name, header) -> objections.addAll(toHeader(name, resolved(header), reply)));
    for (String name : reply.headers().keySet()) {
      if (!NEVER_NAMED.contains(name) && !headers.containsKey(name)) {
        objections.add("the header " + name + " is not documented");
      }
    }
    objections.addAll(toContent(response.path("content"), method.equals("HEAD"), reply));
    return objections;
  }

  private List<String> toHeader(String name, JsonNode header, Reply reply) {
    Optional<String> sent = reply.header(name);
    if (sent.isEmpty()) {
      return header.path("required").asBoolean(false)
          ? List.of("the header " + name + " is missing")
          : List.of();
    }
    JsonNode schema = header.get("schema");
    boolean isNumber =
        schema.path("type").asString("").equals("integer") && sent.get().matches("-?\\d{1,18}");
    JsonNode value = isNumber ? Schemas.read(sent.get()) : StringNode.valueOf(sent.get());
    return schemas.objections(schema, value).stream()
        .map(objection -> "the header " + name + ": " + objection)
        .toList();
  }

  private List<String> toContent(JsonNode content, boolean headOnly, Reply reply) {
    String type = reply.header("Content-Type").orElse("");
    if (content.isEmpty()) {
      return type.isEmpty() && reply.body().isEmpty()
          ? List.of()
          : List.of("there is a body where none is documented: " + reply.body());
    }
    if (!content.has(type)) {
      return List.of("the content type '" + type + "' is not documented");
    }
    if (headOnly) {
      return reply.body().isEmpty() ? List.of() : List.of("HEAD is answered with a body");
    }
    try {
      return schemas.objections(content.get(type).get("schema"), reply.json()).stream()
          .map(objection -> "the body: " + objection)
          .toList();
    } catch (JacksonException e) {
      return List.of("the body is not JSON: " + reply.body());
    }
  }
}
