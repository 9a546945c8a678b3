package io.anteroom.inlets.message;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the fields of a JSON object in the order in which they come, and keeps nothing of what
 * nobody asks for.
 */
final class MessageJson {

  /** Messages are flat; deeper nesting is somebody trying something. */
  private static final int MAX_DEPTH = 16;

  /** As long as everything that a queue or a topic can bring. */
  private static final int MAX_TEXT = 1024 * 1024;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .build())
          .build();

  private MessageJson() {}

  /** Takes the value of a field. */
  @FunctionalInterface
  interface FieldReader {

    /**
     * Takes a value, or passes over it.
     *
     * @param name of the field
     * @param value stands at its first token, and must be left at its last
     */
    void read(String name, JsonParser value);
  }

  /**
   * Brings each field to the reader.
   *
   * @throws UnreadableMessageException if this is not one JSON object and nothing else
   */
  static void read(byte[] bytes, FieldReader reader) throws UnreadableMessageException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableMessageException("the message must be a JSON object");
      }
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        reader.read(name, parser);
      }
      if (parser.nextToken() != null) {
        throw new UnreadableMessageException("the message must be one JSON object, nothing more");
      }
    } catch (StreamConstraintsException e) {
      throw new UnreadableMessageException(
          "the message is nested too deep, or has a text or a number that is too long");
    } catch (JacksonException e) {
      throw new UnreadableMessageException("the message is not well-formed JSON");
    }
  }
}
