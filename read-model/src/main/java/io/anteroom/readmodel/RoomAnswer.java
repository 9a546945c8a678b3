package io.anteroom.readmodel;

/** What the view says about a room. */
public sealed interface RoomAnswer {

  /** The room as it was at most {@link RoomViewsSettings#usableFor()} ago. */
  record Known(RoomView view) implements RoomAnswer {}

  /** There is no such room, or none was made until a moment ago. */
  record Unknown() implements RoomAnswer {}

  /** Nobody can say at the moment: answer 503 and ask again soon. */
  record Unavailable() implements RoomAnswer {}
}
