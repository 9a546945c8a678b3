package io.anteroom.oidc.place;

import io.anteroom.domain.ticket.RequestId;
import java.time.Duration;

/** What came of joining a line. */
public sealed interface Joined {

  /** There is a place. */
  record Place(RequestId requestId) implements Joined {}

  /** The room takes no more people. */
  record Closed() implements Joined {}

  /** There is no such room. */
  record NoSuchRoom() implements Joined {}

  /**
   * The room takes no more people at this moment.
   *
   * @param again when to try again
   */
  record TooMany(Duration again) implements Joined {}

  /**
   * Nobody answered, or nothing of use. A place may have been taken that nobody holds.
   *
   * @param again when to try again
   * @param why in words
   */
  record Unanswered(Duration again, String why) implements Joined {}
}
