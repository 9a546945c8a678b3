package io.anteroom.edge;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which paths an endpoint stands for: one, or all that have a word of the caller's in the last
 * place, as {@code /events/{event_id}} says.
 *
 * @param text as it is written in documents
 * @param fixed what each of its paths begins with: all of it, or all before the caller's word
 * @param variable what the caller's word is called; empty if there is none
 */
record PathPattern(String text, String fixed, Optional<String> variable) {

  /** Nothing that two parties could read in two ways: no escapes, no dot segments. */
  private static final Pattern PLAIN =
      Pattern.compile("((?:/\\.?[A-Za-z0-9_-][A-Za-z0-9._-]*)+)(?:/\\{([a-z_]+)})?");

  /** A word that is the same in every writing of it, and that nobody takes for a dot segment. */
  private static final Pattern WORD = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]+");

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it could be read in more than one way
   */
  static PathPattern parse(String text) {
    Matcher plain = PLAIN.matcher(text);
    if (!plain.matches()) {
      throw new IllegalArgumentException("not a plain path: " + text);
    }
    Optional<String> variable = Optional.ofNullable(plain.group(2));
    return new PathPattern(text, plain.group(1) + (variable.isPresent() ? "/" : ""), variable);
  }

  static boolean isWord(String segment) {
    return WORD.matcher(segment).matches();
  }
}
