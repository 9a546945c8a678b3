package io.anteroom.readmodel;

import io.anteroom.domain.room.Sequence;

/**
 * A view and what is needed to go on from it.
 *
 * @param answer the view, ready to be given to everybody who asks
 * @param origin where it was read
 * @param lastFirstNumber first number of the last span read, 0 if none
 */
record LoadedRoom(RoomAnswer.Known answer, Origin origin, long lastFirstNumber) {

  RoomView view() {
    return answer.view();
  }

  Sequence sequence() {
    return view().room().sequence();
  }
}
