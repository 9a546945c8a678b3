package io.anteroom.domain.room;

import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.ticket.Place;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An offset for each partition of the joins topic; 0 for a partition that is not named.
 *
 * @param byPartition offsets by partition, in the order of partitions; 0 to 2^44, since they say
 *     where something ends
 */
public record PartitionOffsets(Map<Integer, Long> byPartition) {

  /** Zero everywhere. */
  public static final PartitionOffsets ZERO = new PartitionOffsets(Map.of());

  private static final long BEHIND_LAST = Place.MAX_OFFSET + 1;

  /**
   * @throws IllegalArgumentException if a partition or an offset is out of bounds
   */
  public PartitionOffsets {
    byPartition.forEach((partition, offset) -> {
      Place.requirePartition(partition);
      if (offset != BEHIND_LAST) {
        Place.requireOffset(offset);
      }
    });
    byPartition = Collections.unmodifiableMap(new TreeMap<>(byPartition));
  }

  /** The offset of a partition. */
  public long of(int partition) {
    return byPartition.getOrDefault(partition, 0L);
  }

  /** Says whether a place lies before the offset of its partition. */
  public boolean isPast(Place place) {
    return place.offset() < of(place.partition());
  }

  /** Says whether no partition lies behind the other offsets. */
  public boolean cover(PartitionOffsets other) {
    return other.byPartition.entrySet().stream()
        .allMatch(end -> of(end.getKey()) >= end.getValue());
  }

  /** These offsets with one partition moved behind a range. */
  public PartitionOffsets behind(OffsetRange range) {
    Map<Integer, Long> moved = new TreeMap<>(byPartition);
    moved.put(range.partition(), range.to() + 1);
    return new PartitionOffsets(moved);
  }

  /** For each partition the higher of the two. */
  public PartitionOffsets max(PartitionOffsets other) {
    Map<Integer, Long> higher = new TreeMap<>(byPartition);
    other.byPartition.forEach((partition, offset) -> higher.merge(partition, offset, Math::max));
    return new PartitionOffsets(higher);
  }
}
