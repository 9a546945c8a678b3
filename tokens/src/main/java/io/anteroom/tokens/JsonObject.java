package io.anteroom.tokens;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object from outside, read as strictly as tokens are. A member of another type than was
 * asked for is as good as none.
 */
public final class JsonObject {

  private final Map<?, ?> members;

  private JsonObject(Map<?, ?> members) {
    this.members = members;
  }

  /** Reads a text; empty if it is no JSON object, or holds a member twice. */
  public static Optional<JsonObject> parse(String text) {
    try {
      return Optional.of(new JsonObject(StrictJson.object(text)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Says whether a member is missing, null or an empty array. */
  public boolean lacks(String name) {
    Object member = members.get(name);
    return member == null || (member instanceof List<?> list && list.isEmpty());
  }

  /** A text. */
  public Optional<String> text(String name) {
    return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The first element of an array, if that is a text. */
  public Optional<String> firstText(String name) {
    return members.get(name) instanceof List<?> list
            && !list.isEmpty()
            && list.getFirst() instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  /** An object. */
  public Optional<JsonObject> object(String name) {
    return members.get(name) instanceof Map<?, ?> map
        ? Optional.of(new JsonObject(map))
        : Optional.empty();
  }
}
