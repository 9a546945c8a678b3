package io.anteroom.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.contracts.http.ApiDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the documents must be, whatever the services do. */
class OpenApiDocumentTest {

  private static JsonNode read(ApiDocument document) {
    return Schemas.read(new String(document.json(), UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void isOpenApi31(ApiDocument document) {
    assertThat(Schemas.objectionsToDocument(read(document))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void wouldBeFoundOutIfItWereNot(ApiDocument document) {
    ObjectNode broken = (ObjectNode) read(document);
    ((ObjectNode) broken.get("info")).remove("title");
    ((ObjectNode) broken.at("/components/schemas/EventId")).put("type", "text");

    assertThat(Schemas.objectionsToDocument(broken).toString())
        .contains("'title' not found")
        .contains("/components/schemas/EventId/type");
  }

  @ParameterizedTest
  @EnumSource
  void namesNoHost(ApiDocument document) {
    assertThat(read(document).get("servers").valueStream())
        .extracting(server -> server.get("url").stringValue())
        .containsExactly("/");
  }

  @ParameterizedTest
  @EnumSource
  void everyReferenceLeadsSomewhereAndEveryComponentIsUsed(ApiDocument document) {
    JsonNode root = read(document);
    Set<String> references = new TreeSet<>();
    objects(root)
        .filter(object -> object.has("$ref"))
        .forEach(object -> references.add(object.get("$ref").stringValue()));
    Set<String> components = new TreeSet<>();
    root.get("components")
        .forEachEntry((kind, named) -> {
          if (!kind.equals("securitySchemes")) {
            named
                .propertyNames()
                .forEach(name -> components.add("#/components/" + kind + "/" + name));
          }
        });

    assertThat(references).isEqualTo(components);
  }

  @ParameterizedTest
  @EnumSource
  void everyOperationSaysWhatItIs(ApiDocument document) {
    Contract contract = Contract.of(document);
    List<String> tags =
        contract
            .document()
            .get("tags")
            .valueStream()
            .map(tag -> tag.get("name").stringValue())
            .toList();

    assertThat(contract.operations()).extracting(Operation::id).doesNotHaveDuplicates();
    assertThat(contract.operations())
        .allSatisfy(operation -> {
          assertThat(operation.text().path("summary").asString("")).isNotEmpty();
          assertThat(operation.text().path("tags").valueStream().map(JsonNode::stringValue))
              .isNotEmpty()
              .isSubsetOf(tags);
        });
  }

  @ParameterizedTest
  @EnumSource
  void everyExampleAndDefaultFitsItsSchema(ApiDocument document) {
    Contract contract = Contract.of(document);
    List<String> objections = new ArrayList<>();
    int[] examples = {0};
    objects(contract.document())
        .forEach(object -> {
          JsonNode schema = object.has("schema") ? contract.resolved(object.get("schema")) : object;
          examplesOf(object)
              .forEach(example -> {
                examples[0]++;
                contract
                    .schemas()
                    .objections(schema, example)
                    .forEach(objection -> objections.add(example + ": " + objection));
              });
        });

    assertThat(objections).isEmpty();
    assertThat(examples[0]).isGreaterThan(30);
  }

  /** Of a media type, parameter, header or schema. */
  private static Stream<JsonNode> examplesOf(JsonNode object) {
    if (object.has("schema")) {
      return Stream.concat(
          object.optional("example").stream(),
          object.path("examples").valueStream().map(named -> named.get("value")));
    }
    boolean isSchema = object.path("type").isString() || object.path("type").isArray();
    return isSchema
        ? Stream.concat(object.path("examples").valueStream(), object.optional("default").stream())
        : Stream.empty();
  }

  @Test
  void bothSayTheSameOfWhatBothHave() {
    JsonNode visitors = bare(read(ApiDocument.PUBLIC)).at("/components/schemas");
    JsonNode site = bare(read(ApiDocument.PRIVATE)).at("/components/schemas");
    List<String> shared = visitors.propertyNames().stream().filter(site::has).sorted().toList();

    assertThat(shared).contains("Error", "EventId", "Tokens");
    assertThat(shared)
        .allSatisfy(name -> assertThat(site.get(name)).as(name).isEqualTo(visitors.get(name)));
  }

  private static JsonNode bare(JsonNode document) {
    objects(document)
        .toList()
        .forEach(object -> {
          if (object.path("description").isString()) {
            ((ObjectNode) object).remove("description");
          }
        });
    return document;
  }

  private static Stream<JsonNode> objects(JsonNode node) {
    Stream<JsonNode> inside = node.valueStream().flatMap(OpenApiDocumentTest::objects);
    return node.isObject() ? Stream.concat(Stream.of(node), inside) : inside;
  }
}
