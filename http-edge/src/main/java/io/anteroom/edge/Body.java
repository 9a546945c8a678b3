package io.anteroom.edge;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What bodies an endpoint takes: how long, of which type, and how many long ones at a time. Long is
 * what exceeds the contract's {@value #SHORT} bytes; whoever sends that must pass all checks that
 * need no body first.
 */
public final class Body {

  /** The longest body that most endpoints take, in bytes: the contract's bound. */
  static final int SHORT = 8 * 1024;

  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String UTF_8 = ";charset=utf-8";

  private static final Body USUAL = new Body(SHORT, new Allowance(0), List.of(JSON), _ -> {});

  private final int maxLength;
  private final Allowance longOnes;

  /** The first is meant where a sender names none. */
  private final List<String> types;

  private final Consumer<Call> check;

  private Body(int maxLength, Allowance longOnes, List<String> types, Consumer<Call> check) {
    this.maxLength = maxLength;
    this.longOnes = longOnes;
    this.types = types;
    this.check = check;
  }

  /** JSON of at most {@value #SHORT} bytes. */
  static Body usual() {
    return USUAL;
  }

  /** A form of at most {@value #SHORT} bytes, as browsers and OAuth clients send it. */
  public static Body form() {
    return new Body(SHORT, new Allowance(0), List.of(FORM), _ -> {});
  }

  /**
   * JSON that may be long.
   *
   * @param maxLength the longest body, in bytes
   * @param atOnce how much memory the long ones may take together, in bytes, each from its first
   *     bytes until its answer is made, even if nobody waits for that any more; who comes when that
   *     is spent is asked to come again
   * @throws IllegalArgumentException if the longest one would never be taken
   */
  public static Body upTo(int maxLength, long atOnce) {
    if (maxLength > atOnce) {
      throw new IllegalArgumentException(
          "there must be memory for a body of " + maxLength + " bytes, not only " + atOnce);
    }
    return new Body(maxLength, new Allowance(atOnce), List.of(JSON), _ -> {});
  }

  /** The same, and what says that it is plain text in UTF-8 is taken for JSON, too. */
  public Body orText() {
    return new Body(maxLength, longOnes, List.of(JSON, TEXT), check);
  }

  /**
   * The same, behind a look at the path and the headers.
   *
   * @param refusing throws a {@link Refusal} to turn a call away before its body is read; the body
   *     that it sees is empty
   */
  public Body behind(Consumer<Call> refusing) {
    return new Body(maxLength, longOnes, types, refusing);
  }

  int maxLength() {
    return maxLength;
  }

  boolean mayBeLong() {
    return maxLength > SHORT;
  }

  Allowance.Share share() {
    return longOnes.share();
  }

  void checkHead(Call head) {
    check.accept(head);
  }

  /** No type at all is taken for the right one; another charset than UTF-8 is another type. */
  void requireType(@Nullable String contentType) {
    if (contentType == null || contentType.equals(types.getFirst())) {
      return;
    }
    String type = contentType.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
    if (!types.contains(
        type.endsWith(UTF_8) ? type.substring(0, type.length() - UTF_8.length()) : type)) {
      throw new Refusal.WrongContentType(
          "the body must be " + String.join(" or ", types) + " in UTF-8");
    }
  }
}
