package io.anteroom.domain.room;

import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.Tally;
import io.anteroom.domain.ticket.EventId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One partition of the joins topic and the tally that reads it.
 *
 * <p>Spans leave as soon as they are closed, while position and open span are only kept at a
 * commit. So after a crash the same joins leave again, cut in other places: more than a tally with
 * exactly-once ever does to a room.
 */
final class SimulatedPartition {

  private final int partition;
  private final List<Optional<Join>> log = new ArrayList<>();
  private Tally tally;
  private int position;
  private Optional<JoinSpan> committedSpan = Optional.empty();
  private int committedPosition;

  SimulatedPartition(int partition) {
    this.partition = partition;
    this.tally = new Tally(partition);
  }

  /** A join that the log has acknowledged. */
  record Join(EventId eventId, long joinedAtMillis) {}

  void append(EventId eventId, long joinedAtMillis) {
    log.add(Optional.of(new Join(eventId, joinedAtMillis)));
  }

  /** An offset that no reader ever sees. */
  void appendGap() {
    log.add(Optional.empty());
  }

  /** Behind the last record. */
  int end() {
    return log.size();
  }

  boolean holdsJoinOf(EventId eventId, int offset) {
    return log.get(offset).filter(join -> join.eventId().equals(eventId)).isPresent();
  }

  /** Reads on and returns the spans that were closed by it. */
  List<JoinSpan> read(int records) {
    List<JoinSpan> closed = new ArrayList<>();
    for (int i = 0; i < records && position < log.size(); i++, position++) {
      long offset = position;
      log.get(position)
          .flatMap(join -> tally.join(join.eventId(), offset, join.joinedAtMillis()))
          .ifPresent(closed::add);
    }
    return closed;
  }

  /** The clock that closes a span where nothing else does. */
  Optional<JoinSpan> close() {
    return tally.close();
  }

  void commit() {
    committedSpan = tally.open();
    committedPosition = position;
  }

  /**
   * Starts again from the last commit.
   *
   * @param rewind how many records before the committed position come again as well
   */
  void crash(int rewind) {
    tally = committedSpan.map(Tally::new).orElseGet(() -> new Tally(partition));
    position = Math.max(0, committedPosition - rewind);
  }
}
