package io.anteroom.oidc.place;

import java.time.Instant;

/** How a place stands. */
public sealed interface Turn {

  /**
   * Its turn is here, and it is taken: there are tokens, and they are ours.
   *
   * @param since when they were made first, in whole seconds
   */
  record Here(Instant since, Tokens tokens) implements Turn {}

  /** It waits, or has no number yet. */
  record NotYet() implements Turn {}

  /**
   * Nobody comes in by it any more: it is of a former generation, its turn was not taken in time,
   * its session is over, or its token has ended or was made for somebody else.
   */
  record Over() implements Turn {}

  /** There is no such room. */
  record NoSuchRoom() implements Turn {}

  /**
   * Nobody could say.
   *
   * @param why in words
   */
  record NotKnown(String why) implements Turn {}
}
