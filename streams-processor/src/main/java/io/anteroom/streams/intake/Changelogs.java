package io.anteroom.streams.intake;

import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** How the changelogs of state stores are kept. */
public final class Changelogs {

  /**
   * Settings for a store whose few keys change all the time. Compaction leaves the newest segment
   * alone, so with the usual 1 GB a restart would read days of overwritten values.
   */
  public static final Map<String, String> OF_FEW_KEYS =
      Map.of(
          TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(4 * 1024 * 1024),
          TopicConfig.SEGMENT_MS_CONFIG, Integer.toString(10 * 60 * 1000),
          TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");

  /** Settings for a store that grows with the room and changes a key once or twice. */
  public static final Map<String, String> OF_MANY_KEYS =
      Map.of(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(64 * 1024 * 1024));

  private Changelogs() {}
}
