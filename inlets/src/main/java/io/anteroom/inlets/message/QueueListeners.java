package io.anteroom.inlets.message;

import io.anteroom.inlets.plan.AwsSettings;
import io.anteroom.inlets.running.Inlet;
import io.anteroom.inlets.running.Inlets;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Listens to the queues of all inlets that have one, until it is closed. */
final class QueueListeners implements AutoCloseable {

  /** A call waits 25 seconds for its answer; one may get none. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final List<QueueListener> listeners;

  private QueueListeners(List<QueueListener> listeners) {
    this.listeners = listeners;
  }

  /**
   * Begins to listen.
   *
   * @throws IllegalArgumentException if there is a queue, and nobody says in which region
   */
  static QueueListeners start(Inlets inlets, AwsSettings aws, MessageDesk desk) {
    return new QueueListeners(
        inlets.all().stream()
            .filter(inlet -> inlet.plan().takesMessages())
            .flatMap(inlet -> listener(inlet, aws, desk).stream())
            .toList());
  }

  private static Optional<QueueListener> listener(Inlet inlet, AwsSettings aws, MessageDesk desk) {
    Optional<URI> queue = inlet.plan().queueUrl();
    return queue.map(
        url -> QueueListener.start(inlet, SqsQueue.at(url, aws, QueueListener.MAX_CALLS), desk));
  }

  /** Which queues nobody could read lately, in words; empty if there are none. */
  Optional<String> trouble() {
    List<String> unread =
        listeners.stream()
            .filter(listener -> !listener.wasWellWithin(SILENCE))
            .map(QueueListener::name)
            .toList();
    return unread.isEmpty()
        ? Optional.empty()
        : Optional.of("queues of inlets can't be read: " + String.join(", ", unread));
  }

  @Override
  public void close() {
    listeners.parallelStream().forEach(QueueListener::close);
  }
}
