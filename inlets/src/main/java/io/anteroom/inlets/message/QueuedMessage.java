package io.anteroom.inlets.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * A message as it came out of a queue: as the site wrote it, or in the envelope that SNS puts
 * around it where the subscription does not ask for raw delivery.
 *
 * @param id of the message: the same each time that it is delivered
 * @param receipt of this delivery, by which it can be deleted
 * @param body JSON
 * @param deliveries how often it was delivered, with this one
 */
record QueuedMessage(String id, String receipt, String body, int deliveries) {

  /**
   * What the site wrote, and by what name it is known on every way.
   *
   * @param id of the message
   * @param json a message, if all is well
   */
  record Content(String id, String json) {}

  /**
   * Takes it out of its envelope, if it is in one. No signature is asked for: whoever may send to
   * the queue is who its policy says.
   */
  Content content() {
    return envelope()
        .filter(envelope -> envelope.type().equals(Optional.of("Notification")))
        .flatMap(envelope ->
            envelope.message().map(json -> new Content(envelope.messageId().orElse(id), json)))
        .orElseGet(() -> new Content(id, body));
  }

  private Optional<SnsEnvelope> envelope() {
    try {
      return Optional.of(SnsEnvelope.read(body.getBytes(UTF_8)));
    } catch (UnreadableMessageException _) {
      return Optional.empty();
    }
  }
}
