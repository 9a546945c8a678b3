package io.anteroom.inlets.message;

import java.time.Duration;
import java.util.List;

/**
 * A queue of messages. What is received is hidden from others for a while, and comes again
 * afterwards unless it is deleted. Calls wait for their answers.
 */
interface MessageQueue extends AutoCloseable {

  /**
   * Waits some seconds for messages.
   *
   * @param most how many to take, at most
   * @param hidden how long they are hidden from others
   * @return none if none came
   * @throws AwayException if the queue does not answer, or not rightly
   */
  List<QueuedMessage> receive(int most, Duration hidden);

  /**
   * Deletes a message for good.
   *
   * @throws AwayException if the queue does not answer, or not rightly
   */
  void delete(QueuedMessage message);

  /**
   * Hides a message from others for so long from now on; not at all if that is zero.
   *
   * @throws AwayException if the queue does not answer, or not rightly
   */
  void hide(QueuedMessage message, Duration hidden);

  @Override
  void close();

  /** The queue does not answer, or not rightly. */
  final class AwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AwayException(String words, Throwable cause) {
      super(words, cause);
    }
  }
}
