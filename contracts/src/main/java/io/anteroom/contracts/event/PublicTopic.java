package io.anteroom.contracts.event;

import io.anteroom.contracts.topic.Topics;

/** The topics that are there for others to read. */
public enum PublicTopic {
  /** Who may enter. */
  TOKENS,
  /** What became of those who entered. */
  SESSIONS,
  /** Where the serving counters are. */
  SERVING,
  /** How the rooms are doing, each minute. */
  METRICS;

  /** Its full name in a catalogue. */
  public String in(Topics topics) {
    return switch (this) {
      case TOKENS -> topics.tokens();
      case SESSIONS -> topics.sessions();
      case SERVING -> topics.serving();
      case METRICS -> topics.metrics();
    };
  }
}
