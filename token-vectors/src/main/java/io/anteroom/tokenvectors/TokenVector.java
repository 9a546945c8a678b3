package io.anteroom.tokenvectors;

import java.util.Optional;

/**
 * A token, and what a verifier must make of it.
 *
 * @param name what is special about it
 * @param token any text
 * @param flaw why it is refused, such as {@code not_yet_valid}; empty for a good one
 * @param strict true if the standards let a verifier take it, though ours refuse it
 */
public record TokenVector(String name, String token, Optional<String> flaw, boolean strict) {

  /** The most that common servers take as one line of a request's head, with room to spare. */
  private static final int HEADER_LENGTH = 7000;

  /** Says whether it lets somebody in. */
  public boolean isGood() {
    return flaw.isEmpty();
  }

  /**
   * Says whether it reaches a site behind {@code Authorization: Bearer} just as it is: HTTP takes
   * away white space around a header's value, and has no other characters than visible ASCII.
   */
  public boolean fitsIntoAHeader() {
    return !token.isEmpty()
        && token.length() <= HEADER_LENGTH
        && token.chars().allMatch(c -> c >= ' ' && c <= '~')
        && token.equals(token.strip());
  }

  /** Its name: parameterized tests show it. */
  @Override
  public String toString() {
    return name;
  }
}
