package io.anteroom.inlets.room;

import io.anteroom.domain.inlet.SiteSnapshot;

/** What came of a look at a room. */
public sealed interface Sight {

  /** There it is. */
  record Seen(SiteSnapshot site) implements Sight {}

  /** There is no such room. */
  record UnknownRoom() implements Sight {}

  /**
   * Nobody could say.
   *
   * @param why in words
   */
  record Unseen(String why) implements Sight {}
}
