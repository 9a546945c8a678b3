package io.anteroom.contracts.event;

import java.util.Locale;

/** The kinds of public events. Each has a JSON Schema of its name in {@code schema/}. */
public enum DetailType {
  /** A person may enter. */
  TOKEN_GENERATED(PublicTopic.TOKENS),
  /** A session is over. */
  SESSION_UPDATED(PublicTopic.SESSIONS),
  /** The serving counter moved because people had let their places expire. */
  AUTOMATIC_SERVING_COUNTER_INCR(PublicTopic.SERVING),
  /** The serving counter moved because somebody moved it. */
  SERVING_COUNTER_MOVED(PublicTopic.SERVING),
  /** The counters of a room. */
  WAITING_ROOM_METRICS(PublicTopic.METRICS);

  private final PublicTopic topic;

  DetailType(PublicTopic topic) {
    this.topic = topic;
  }

  /** The topic that carries it. */
  public PublicTopic topic() {
    return topic;
  }

  /** Its name in the contract, as in {@code token_generated}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
