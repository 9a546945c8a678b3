package io.anteroom.contracts.topic;

import java.util.Map;

/**
 * How a topic must be made.
 *
 * @param name its full name
 * @param partitions how many partitions, at least 1
 * @param settings broker settings of the topic
 */
public record TopicSpec(String name, int partitions, Map<String, String> settings) {

  /** Copies the settings. */
  public TopicSpec {
    settings = Map.copyOf(settings);
  }
}
