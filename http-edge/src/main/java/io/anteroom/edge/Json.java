package io.anteroom.edge;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one place of this module that knows Jackson's settings. */
final class Json {

  /** Our bodies are flat; deeper nesting is somebody trying something. */
  private static final int MAX_DEPTH = 16;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          // Two readers of one body must never see two different values.
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static JsonNode read(byte[] bytes) {
    return MAPPER.readTree(bytes);
  }

  static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }
}
