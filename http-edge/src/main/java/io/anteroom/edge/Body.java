package io.anteroom.edge;

import java.util.Locale;
import java.util.Set;
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

  private static final Set<String> JSON =
      Set.of("application/json", "application/json;charset=utf-8");

  private static final Set<String> TEXT = Set.of("text/plain", "text/plain;charset=utf-8");

  private static final Body USUAL = new Body(SHORT, new Allowance(0), false, _ -> {});

  private final int maxLength;
  private final Allowance longOnes;
  private final boolean takesText;
  private final Consumer<Call> check;

  private Body(int maxLength, Allowance longOnes, boolean takesText, Consumer<Call> check) {
    this.maxLength = maxLength;
    this.longOnes = longOnes;
    this.takesText = takesText;
    this.check = check;
  }

  /** JSON of at most {@value #SHORT} bytes. */
  static Body usual() {
    return USUAL;
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
    return new Body(maxLength, new Allowance(atOnce), false, _ -> {});
  }

  /** The same, and what says that it is plain text in UTF-8 is taken for JSON, too. */
  public Body orText() {
    return new Body(maxLength, longOnes, true, check);
  }

  /**
   * The same, behind a look at the path and the headers.
   *
   * @param refusing throws a {@link Refusal} to turn a call away before its body is read; the body
   *     that it sees is empty
   */
  public Body behind(Consumer<Call> refusing) {
    return new Body(maxLength, longOnes, takesText, refusing);
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

  /** No type at all is taken for JSON; another charset than UTF-8 is another type. */
  void requireType(@Nullable String contentType) {
    if (contentType == null || contentType.equals("application/json")) {
      return;
    }
    String type = contentType.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
    if (!JSON.contains(type) && !(takesText && TEXT.contains(type))) {
      throw new Refusal.WrongContentType(
          "the body must be application/json" + (takesText ? " or text/plain" : "") + " in UTF-8");
    }
  }
}
