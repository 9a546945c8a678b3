package io.anteroom.edge;

import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object, read strictly: a field has exactly the type that it is asked for. A
 * field that is there twice is refused, fields that nobody asks for are ignored, {@code null} is
 * the same as absent unless somebody asks for it.
 */
public final class JsonBody {

  private final JsonNode fields;

  private JsonBody(JsonNode fields) {
    this.fields = fields;
  }

  static JsonBody parse(byte[] bytes) {
    JsonNode root = read(bytes);
    if (!root.isObject()) {
      throw new Refusal.Malformed("the body must be a JSON object");
    }
    return new JsonBody(root);
  }

  private static JsonNode read(byte[] bytes) {
    try {
      return Json.read(bytes);
    } catch (StreamReadException e) {
      throw new Refusal.Malformed("the body is not well-formed JSON");
    } catch (JacksonException e) {
      throw new Refusal.Malformed("the body must be one JSON object that has no field twice");
    }
  }

  /**
   * A text that must be there.
   *
   * @throws Refusal.Malformed if it is missing or not a string
   */
  public String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  /**
   * A text that must be there and make a value.
   *
   * @param type makes the value; its {@link IllegalArgumentException} becomes the refusal
   * @throws Refusal.Malformed if it is missing, not a string, or refused by the type
   */
  public <T> T text(String name, Function<String, T> type) {
    return made(text(name), type);
  }

  /**
   * A text that may be there.
   *
   * @throws Refusal.Malformed if it is there and not a string
   */
  public Optional<String> optionalText(String name) {
    return present(name).map(value -> requireText(name, value));
  }

  /**
   * A text that may be there, made a value.
   *
   * @param type makes the value; its {@link IllegalArgumentException} becomes the refusal
   * @throws Refusal.Malformed if it is there and not a string, or refused by the type
   */
  public <T> Optional<T> optionalText(String name, Function<String, T> type) {
    return optionalText(name).map(value -> made(value, type));
  }

  /**
   * A whole number that must be there.
   *
   * @throws Refusal.Malformed if it is missing, not a whole number, or does not fit into 64 bits
   */
  public long wholeNumber(String name) {
    return present(name).map(value -> requireWhole(name, value)).orElseThrow(() -> missing(name));
  }

  /**
   * A whole number that may be there.
   *
   * @throws Refusal.Malformed if it is there and not a whole number that fits into 64 bits
   */
  public Optional<Long> optionalWholeNumber(String name) {
    return present(name).map(value -> requireWhole(name, value));
  }

  /**
   * A whole number that may be there, made a value.
   *
   * @param type makes the value; its {@link IllegalArgumentException} becomes the refusal
   * @throws Refusal.Malformed if it is there and not such a number, or refused by the type
   */
  public <T> Optional<T> optionalWholeNumber(String name, Function<Long, T> type) {
    return optionalWholeNumber(name).map(value -> made(value, type));
  }

  /**
   * A yes or no that may be there.
   *
   * @throws Refusal.Malformed if it is there and neither {@code true} nor {@code false}
   */
  public Optional<Boolean> optionalTruth(String name) {
    return present(name).map(value -> requireTruth(name, value));
  }

  /** Says whether a field is there as {@code null}, where that means more than absent. */
  public boolean isNull(String name) {
    return fields.optional(name).filter(JsonNode::isNull).isPresent();
  }

  private static <V, T> T made(V value, Function<V, T> type) {
    try {
      return type.apply(value);
    } catch (IllegalArgumentException e) {
      throw new Refusal.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private Optional<JsonNode> present(String name) {
    return fields.optional(name).filter(value -> !value.isNull());
  }

  private static String requireText(String name, JsonNode value) {
    if (!value.isString()) {
      throw new Refusal.Malformed(name + " must be a string");
    }
    return value.stringValue();
  }

  private static long requireWhole(String name, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new Refusal.Malformed(name + " must be a whole number of at most 64 bits");
    }
    return value.longValue();
  }

  private static boolean requireTruth(String name, JsonNode value) {
    if (!value.isBoolean()) {
      throw new Refusal.Malformed(name + " must be true or false");
    }
    return value.booleanValue();
  }

  private static Refusal missing(String name) {
    return new Refusal.Malformed(name + " is missing");
  }
}
