package io.anteroom.edge;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The parameters behind the question mark. */
public final class Query {

  private final String raw;

  Query(String raw) {
    this.raw = raw;
  }

  /** All of it, as it was sent. */
  public String raw() {
    return raw;
  }

  /**
   * A parameter that must be there once.
   *
   * @throws Refusal.Malformed if it is missing or repeated
   */
  public String text(String name) {
    return text(name, Refusal.Malformed::new);
  }

  /**
   * A parameter that must be there once.
   *
   * @param otherwise makes the refusal, from words that say whether it is missing or repeated
   */
  public String text(String name, Function<String, ? extends Refusal> otherwise) {
    List<String> values = all(name);
    return switch (values.size()) {
      case 0 -> throw otherwise.apply(name + " is missing");
      case 1 -> values.getFirst();
      default -> throw otherwise.apply(name + " is given more than once");
    };
  }

  /**
   * A parameter that may be there once.
   *
   * @throws Refusal.Malformed if it is repeated
   */
  public Optional<String> optionalText(String name) {
    return all(name).isEmpty() ? Optional.empty() : Optional.of(text(name));
  }

  /**
   * A parameter that must be there once and make a value.
   *
   * @param type makes the value; the words of its {@link IllegalArgumentException} become those of
   *     the refusal
   * @param otherwise makes the refusal
   */
  public <T> T text(
      String name, Function<String, T> type, Function<String, ? extends Refusal> otherwise) {
    try {
      return type.apply(text(name, otherwise));
    } catch (IllegalArgumentException e) {
      throw otherwise.apply(String.valueOf(e.getMessage()));
    }
  }

  private List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    int from = 0;
    while (from < raw.length()) {
      int next = raw.indexOf('&', from);
      int to = next < 0 ? raw.length() : next;
      int equals = raw.indexOf('=', from);
      int nameEnd = equals < 0 || equals > to ? to : equals;
      if (name.equals(decoded(raw.substring(from, nameEnd)))) {
        values.add(decoded(raw.substring(Math.min(nameEnd + 1, to), to)));
      }
      from = to + 1;
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // its percent sign makes it no valid id of any kind
    }
  }
}
