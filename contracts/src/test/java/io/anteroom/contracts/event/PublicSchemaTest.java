package io.anteroom.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds the events against the schemas that are published for them, and the other way round. */
class PublicSchemaTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @ParameterizedTest
  @EnumSource
  void isAJsonSchema(DetailType type) {
    Schema dialect = SCHEMAS.getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12));
    assertThat(document(type).get("$schema").stringValue()).isEqualTo(DialectId.DRAFT_2020_12);
    assertThat(dialect.validate(document(type))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void showsAnExampleOfItself(DetailType type) {
    assertThat(document(type).get("examples"))
        .isNotEmpty()
        .allSatisfy(example -> assertDescribed(type, example));
  }

  static Stream<RandomEvents> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(20).map(RandomEvents::new);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void describesWhateverIsTold(RandomEvents events) {
    for (int i = 0; i < 100; i++) {
      PublicEvent event = events.next();
      assertDescribed(event.type(), JSON.readTree(event.detail()));
    }
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of(DetailType.TOKEN_GENERATED, "request_id", "\"nobody\""),
        Arguments.of(DetailType.TOKEN_GENERATED, "queue_position", "0"),
        Arguments.of(DetailType.TOKEN_GENERATED, "exp", "1.5"),
        Arguments.of(DetailType.SESSION_UPDATED, "status", "\"active\""),
        Arguments.of(DetailType.SESSION_UPDATED, "event_id", "\"no such name\""),
        Arguments.of(DetailType.SERVING_COUNTER_MOVED, "cause", "\"expiry\""),
        Arguments.of(DetailType.AUTOMATIC_SERVING_COUNTER_INCR, "increment_by", "0"),
        Arguments.of(DetailType.WAITING_ROOM_METRICS, "waiting_num", "-1"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void refusesAWrongValue(DetailType type, String field, String value) {
    ObjectNode example = document(type).get("examples").get(0).deepCopy().asObject();
    example.set(field, JSON.readTree(value));
    assertThat(schema(type).validate(example)).isNotEmpty();
  }

  /**
   * Schemas let unknown fields pass, since there may be new ones; ours must be known all the same.
   */
  private static void assertDescribed(DetailType type, JsonNode detail) {
    assertThat(schema(type).validate(detail)).as("%s", detail).isEmpty();
    assertThat(detail.propertyNames())
        .containsExactlyElementsOf(document(type).get("properties").propertyNames());
  }

  private static Schema schema(DetailType type) {
    return SCHEMAS.getSchema(document(type));
  }

  private static JsonNode document(DetailType type) {
    return JSON.readTree(PublicSchemaTest.class.getResourceAsStream("/schema/" + type + ".json"));
  }
}
