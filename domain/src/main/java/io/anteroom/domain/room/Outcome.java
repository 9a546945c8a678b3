package io.anteroom.domain.room;

import io.anteroom.domain.token.TokenClaims;

/** What a room answers to a command that it accepts. */
public sealed interface Outcome {

  /** Done, and there is nothing more to say. */
  record Done() implements Outcome {}

  /** Done so far; a tick may find more that is due at once. */
  record MoreIsDue() implements Outcome {}

  /** The serving counter after the command. */
  record CounterAt(ServingCounter servingCounter) implements Outcome {}

  /** The claims of the token, new or from before. */
  record TokenHas(TokenClaims claims) implements Outcome {}

  /** The generation after the command. */
  record GenerationIs(Generation generation) implements Outcome {}

  /**
   * The room after the command.
   *
   * @param made whether it was made by the command
   */
  record RoomIs(Room room, boolean made) implements Outcome {}
}
