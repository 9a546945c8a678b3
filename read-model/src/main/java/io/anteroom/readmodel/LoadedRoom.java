package io.anteroom.readmodel;

import io.anteroom.domain.room.Sequence;

/**
 * A view and what is needed to go on from it.
 *
 * @param view the view, also of a retired room
 * @param answer what everybody hears who asks
 * @param origin where it was read
 * @param lastFirstNumber first number of the last span read, 0 if none
 * @param lastReached first number of the last line of the serving history read, 0 if none
 */
record LoadedRoom(
    RoomView view, RoomAnswer answer, Origin origin, long lastFirstNumber, long lastReached) {

  LoadedRoom(RoomView view, Origin origin, long lastFirstNumber, long lastReached) {
    this(view, answer(view), origin, lastFirstNumber, lastReached);
  }

  private static RoomAnswer answer(RoomView view) {
    return view.room().retired() ? new RoomAnswer.Unknown() : new RoomAnswer.Known(view);
  }

  Sequence sequence() {
    return view.room().sequence();
  }
}
