package io.anteroom.audit;

import io.anteroom.contracts.topic.Topics;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Reads a whole log and checks it; the services may go on writing meanwhile.
 *
 * <p>The ends are looked up in an order from which something follows:
 *
 * <pre>
 *   1. end of joins        a join below has a room that is made below 2, since a room
 *                          must be known before it can be joined
 *   2. end of room-events  replayed up to here
 *   3. end of joins again  a place that is numbered below 2 lies below here
 * </pre>
 */
final class LogAudit {

  private final LogReader reader;
  private final Topics topics;
  private final PrintStream progress;
  private final EventReplay replay = new EventReplay();
  private long strangers;

  LogAudit(LogReader reader, Topics topics, PrintStream progress) {
    this.reader = reader;
    this.topics = topics;
    this.progress = progress;
  }

  /**
   * Runs the audit, up to the first breach.
   *
   * @throws UnusableLogException if the log can't be read
   */
  AuditResult run() {
    TopicBounds known = reader.bounds(topics.joins());
    TopicBounds events = reader.bounds(topics.roomEvents());
    TopicBounds joins = reader.bounds(topics.joins());
    Optional<Finding> finding = replay(events).or(() -> check(joins, known));
    return new AuditResult(
        events, joins, List.copyOf(replay.rooms()), replay.beheaded(), strangers, finding);
  }

  private Optional<Finding> replay(TopicBounds events) {
    Progress told = new Progress(progress, "decisions", events.length());
    return events.partitions().stream()
        .flatMap(partition -> replay(events, partition, told).stream())
        .findFirst();
  }

  private Optional<Finding> replay(TopicBounds events, int partition, Progress told) {
    boolean trimmed = events.isTrimmed(partition);
    LogPlace end = new LogPlace(events.topic(), partition, events.end(partition));
    return reader
        .read(
            events, partition, (place, key, value) -> replay.take(place, key, value, trimmed), told)
        .or(() -> replay.compare(end));
  }

  private Optional<Finding> check(TopicBounds joins, TopicBounds known) {
    Progress told = new Progress(progress, "joins", joins.length());
    SortedSet<Integer> partitions = joins.partitions();
    replay.rooms().forEach(room -> partitions.addAll(room.coverage().partitions()));
    return partitions.stream()
        .flatMap(partition -> check(joins, partition, known.end(partition), told).stream())
        .findFirst();
  }

  private Optional<Finding> check(
      TopicBounds joins, int partition, long knownBelow, Progress told) {
    JoinCheck check = new JoinCheck(joins.beginning(partition), knownBelow, replay);
    Optional<Finding> finding =
        joins.end(partition) == 0
            ? check.end()
            : reader
                .read(
                    joins, partition, (place, _, value) -> check.take(place.offset(), value), told)
                .or(check::end);
    strangers += check.strangers();
    return finding;
  }
}
