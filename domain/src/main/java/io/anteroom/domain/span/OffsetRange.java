package io.anteroom.domain.span;

import io.anteroom.domain.ticket.Place;

/**
 * Consecutive offsets in one partition of the joins topic, both ends included.
 *
 * @param partition partition of the joins topic, 0 to {@value Place#MAX_PARTITION}
 * @param from first offset
 * @param to last offset, not below {@code from}
 */
public record OffsetRange(int partition, long from, long to) {

  /**
   * @throws IllegalArgumentException if a part is out of bounds or the range is empty
   */
  public OffsetRange {
    Place.requirePartition(partition);
    Place.requireOffset(from);
    Place.requireOffset(to);
    if (to < from) {
      throw new IllegalArgumentException("range ends at " + to + ", before its start " + from);
    }
  }

  /** How many offsets, at least 1. */
  public long length() {
    return to - from + 1;
  }

  /** Says whether a place is one of these. */
  public boolean holds(Place place) {
    return place.partition() == partition && place.offset() >= from && place.offset() <= to;
  }

  @Override
  public String toString() {
    return partition + "-" + from + ".." + to;
  }
}
