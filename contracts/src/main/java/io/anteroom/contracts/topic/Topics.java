package io.anteroom.contracts.topic;

import io.anteroom.domain.ticket.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The catalogue of topics.
 *
 * <pre>
 *   joins ------> (tally) --> join-spans --+
 *                                          +--> (sequence) --> room-events --> mirror, audit
 *   commands ------------------------------+         |
 *                                                    +--> replies, dead-letters
 *                                                    +--> tokens, sessions, serving, metrics
 * </pre>
 *
 * @param prefix what every name starts with, as in {@code anteroom.}
 */
public record Topics(String prefix) {

  /** The prefix where none is configured. */
  public static final String DEFAULT_PREFIX = "anteroom.";

  /** Partitions of the replies topic: callers pick one at random, and share where they must. */
  public static final int REPLY_PARTITIONS = 16;

  /**
   * How long the public topics keep their records: over a long weekend a consumer may be away. What
   * is older can be had from {@link #roomEvents}.
   */
  public static final Duration PUBLIC_RETENTION = Duration.ofDays(7);

  /** Ten times as long as a code is good for. */
  private static final Duration USED_CODE_RETENTION = Duration.ofMinutes(10);

  private static final String FOR_EVER = "-1";

  /** One record a join, no key; its place is the ticket. Broker time. */
  public String joins() {
    return prefix + "joins";
  }

  /** Runs of joins without numbers, keyed by room. */
  public String joinSpans() {
    return prefix + "join-spans";
  }

  /** What rooms are asked, keyed by room. */
  public String commands() {
    return prefix + "commands";
  }

  /** What rooms answer, on the partition that the caller named. */
  public String replies() {
    return prefix + "replies";
  }

  /** What rooms decided, in one order for each room, keyed by room. This is the truth. */
  public String roomEvents() {
    return prefix + "room-events";
  }

  /** Who may enter, keyed by room; for others to read, like the three below. */
  public String tokens() {
    return prefix + "tokens";
  }

  /** What became of those who entered, keyed by room. */
  public String sessions() {
    return prefix + "sessions";
  }

  /** Moves of serving counters, keyed by room. */
  public String serving() {
    return prefix + "serving";
  }

  /** The counters of rooms, each minute where switched on, keyed by room. */
  public String metrics() {
    return prefix + "metrics";
  }

  /** Which inlets are paused or only try, the latest of each, keyed by inlet and switch. */
  public String inlets() {
    return prefix + "inlets";
  }

  /** Codes of OpenID logins that somebody has exchanged for tokens, keyed by code. */
  public String usedCodes() {
    return prefix + "used-codes";
  }

  /** Records that nobody can read or deliver, with the reason in headers. */
  public String deadLetters() {
    return prefix + "dead-letters";
  }

  /**
   * Every topic, as it must be made.
   *
   * @param joinPartitions partitions of the joins topic, 1 to 4096
   * @param roomPartitions partitions over which rooms are spread, at least 1; never changed later
   * @throws IllegalArgumentException if a number of partitions is out of bounds
   */
  public List<TopicSpec> all(int joinPartitions, int roomPartitions) {
    if (joinPartitions < 1 || joinPartitions > Place.MAX_PARTITION + 1) {
      throw new IllegalArgumentException(
          "partitions of joins must be 1 to " + (Place.MAX_PARTITION + 1));
    }
    if (roomPartitions < 1) {
      throw new IllegalArgumentException("partitions of rooms must be at least 1");
    }
    return List.of(
        new TopicSpec(
            joins(),
            joinPartitions,
            Map.of("retention.ms", FOR_EVER, "message.timestamp.type", "LogAppendTime")),
        // Small, and what is not numbered yet must still be there after the longest outage.
        new TopicSpec(joinSpans(), roomPartitions, Map.of("retention.ms", FOR_EVER)),
        // Kept for less than the positions of its reader: no command is ever done again.
        new TopicSpec(
            commands(),
            roomPartitions,
            Map.of(
                "retention.ms",
                Long.toString(Duration.ofDays(1).toMillis()),
                "message.timestamp.type",
                "LogAppendTime")),
        new TopicSpec(roomEvents(), roomPartitions, Map.of("retention.ms", FOR_EVER)),
        new TopicSpec(tokens(), roomPartitions, keptFor(PUBLIC_RETENTION)),
        new TopicSpec(sessions(), roomPartitions, keptFor(PUBLIC_RETENTION)),
        new TopicSpec(serving(), roomPartitions, keptFor(PUBLIC_RETENTION)),
        new TopicSpec(metrics(), roomPartitions, keptFor(PUBLIC_RETENTION)),
        new TopicSpec(replies(), REPLY_PARTITIONS, keptFor(Duration.ofHours(1))),
        // One partition: who reads back what was written there has read all before it.
        new TopicSpec(inlets(), 1, Map.of("cleanup.policy", "compact")),
        // One partition for the same reason. A code is good for a minute; only a closed segment
        // goes.
        new TopicSpec(
            usedCodes(),
            1,
            Map.of(
                "retention.ms",
                Long.toString(USED_CODE_RETENTION.toMillis()),
                "segment.ms",
                Long.toString(USED_CODE_RETENTION.dividedBy(2).toMillis()),
                "message.timestamp.type",
                "LogAppendTime")),
        new TopicSpec(deadLetters(), 1, keptFor(Duration.ofDays(30))));
  }

  private static Map<String, String> keptFor(Duration time) {
    return Map.of("retention.ms", Long.toString(time.toMillis()));
  }
}
