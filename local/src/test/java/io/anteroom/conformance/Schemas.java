package io.anteroom.conformance;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schemas of one OpenAPI document. */
final class Schemas {

  /** What the OpenAPI Initiative says of documents whose schemas are of its own dialect. */
  private static final String OF_DOCUMENTS =
      "https://spec.openapis.org/oas/3.1/schema-base/2022-10-07";

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** So that nobody is warned of what stands beside the schemas only to be referred to. */
  private static final Dialect SCHEMAS =
      Dialect.builder(Dialects.getOpenApi31())
          .keyword(new NonValidationKeyword("components"))
          .build();

  private static final SchemaRegistry OPENAPI =
      SchemaRegistry.withDialects(
          List.of(SCHEMAS, Dialects.getDraft202012()),
          registry ->
              registry.schemaIdResolvers(ids ->
                  ids.mapPrefix(
                      "https://spec.openapis.org/oas/", "classpath:spec.openapis.org/oas/")));

  private final JsonNode components;
  private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

  /**
   * @param components of the document, to which its schemas refer
   */
  Schemas(JsonNode components) {
    this.components = components;
  }

  static JsonNode read(String json) {
    return STRICT.readTree(json);
  }

  /** What keeps something from being an OpenAPI 3.1 document. */
  static List<String> objectionsToDocument(JsonNode document) {
    return words(OPENAPI.getSchema(SchemaLocation.of(OF_DOCUMENTS)).validate(document));
  }

  /** What keeps a value from being what a schema of the document describes. */
  List<String> objections(JsonNode schema, JsonNode value) {
    return words(compiled.computeIfAbsent(schema, this::compile).validate(value));
  }

  /** The schema stands where its references lead to the components, as in the document. */
  private Schema compile(JsonNode schema) {
    ObjectNode whole = STRICT.createObjectNode();
    whole.put("$schema", SCHEMAS.getId());
    whole.putArray("allOf").add(schema);
    whole.set("components", components);
    return OPENAPI.getSchema(whole);
  }

  private static List<String> words(List<Error> errors) {
    return errors.stream().map(Error::toString).toList();
  }
}
