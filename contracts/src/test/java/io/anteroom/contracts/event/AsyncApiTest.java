package io.anteroom.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.contracts.topic.Topics;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Holds the AsyncAPI document (https://www.asyncapi.com/docs/reference/specification/v3.0.0). */
class AsyncApiTest {

  private static final JsonNode DOCUMENT =
      new YAMLMapper().readTree(AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml"));
  private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);

  @Test
  void isOfVersion3AndSaysWhatItIs() {
    assertThat(DOCUMENT.get("asyncapi").stringValue()).isEqualTo("3.0.0");
    assertThat(DOCUMENT.get("info").propertyNames()).contains("title", "version");
    assertThat(DOCUMENT.propertyNames())
        .isSubsetOf(
            "asyncapi",
            "id",
            "info",
            "defaultContentType",
            "servers",
            "channels",
            "operations",
            "components");
  }

  @Test
  void namesTheTopicsAndWhatIsInThem() {
    Map<String, Set<String>> described = new TreeMap<>();
    for (JsonNode channel : DOCUMENT.get("channels")) {
      described.put(
          channel.get("address").stringValue(),
          new TreeSet<>(channel.get("messages").propertyNames()));
    }
    Map<String, Set<String>> told =
        Arrays.stream(DetailType.values())
            .collect(
                Collectors.groupingBy(
                    type -> type.topic().in(TOPICS),
                    TreeMap::new,
                    Collectors.mapping(
                        DetailType::toString, Collectors.toCollection(TreeSet::new))));
    assertThat(described).isEqualTo(told);
  }

  @Test
  void tellsOnEveryChannel() {
    assertThat(DOCUMENT.get("operations"))
        .allSatisfy(
            operation -> assertThat(operation.get("action").stringValue()).isEqualTo("send"))
        .extracting(operation -> operation.at("/channel/$ref").stringValue())
        .containsExactlyInAnyOrderElementsOf(
            DOCUMENT.get("channels").propertyNames().stream()
                .map(name -> "#/channels/" + name)
                .toList());
  }

  @ParameterizedTest
  @EnumSource
  void pointsToTheSchemaOfEachMessage(DetailType type) {
    JsonNode message = DOCUMENT.at("/components/messages/" + type);
    assertThat(message.get("name").stringValue()).isEqualTo(type.toString());
    assertThat(message.at("/payload/$ref").stringValue()).isEqualTo("schema/" + type + ".json");
  }

  @Test
  void describesTheHeaders() {
    JsonNode headers = DOCUMENT.at("/components/messageTraits/publicEvent/headers/properties");
    assertThat(headers.propertyNames())
        .containsExactly(PublicHeaders.DETAIL_TYPE, PublicHeaders.ID);
  }

  static Stream<String> references() {
    return DOCUMENT.findValues("$ref").stream().map(JsonNode::stringValue).distinct();
  }

  @ParameterizedTest
  @MethodSource("references")
  void hasWhatItPointsTo(String reference) {
    if (reference.startsWith("#")) {
      assertThat(DOCUMENT.at(reference.substring(1)).isObject()).isTrue();
    } else {
      assertThat(AsyncApiTest.class.getResource("/" + reference)).isNotNull();
    }
  }
}
