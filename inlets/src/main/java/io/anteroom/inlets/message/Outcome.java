package io.anteroom.inlets.message;

/** How a message was handled. */
sealed interface Outcome {

  /**
   * It counts, and must not come again.
   *
   * @param tally what came of it
   */
  record Done(Tally tally) implements Outcome {}

  /**
   * It can't be done at the moment, or not to its end. It should come again, and does no harm then:
   * a session closes once, and a message moves the counter once.
   *
   * @param why in words
   */
  record NotNow(String why) implements Outcome {}
}
