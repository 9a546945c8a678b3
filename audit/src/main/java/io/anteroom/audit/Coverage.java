package io.anteroom.audit;

import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.span.OffsetRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which offsets of the joins topic one room has settled, in all its generations.
 *
 * <pre>
 *   offset 0                                              frontier
 *   | span | span |   | span | overtaken by reset | span |  not numbered yet ...
 *                  ^^^ joins of other rooms only
 * </pre>
 */
final class Coverage {

  private final Map<Integer, List<Stretch>> partitions = new HashMap<>();

  /** Adds joins that were given numbers. */
  void number(OffsetRange range, GenerationTotals generation) {
    add(range.partition(), new Stretch(range.from(), range.to(), true, generation));
  }

  /** Adds what a reset overtook: from the first offset without a number to the new start. */
  void reset(PartitionOffsets numberedTo, PartitionOffsets starts, GenerationTotals former) {
    starts
        .byPartition()
        .forEach((partition, start) -> {
          long from = numberedTo.of(partition);
          if (from < start) {
            add(partition, new Stretch(from, start - 1, false, former));
          }
        });
  }

  private void add(int partition, Stretch next) {
    List<Stretch> stretches = partitions.computeIfAbsent(partition, _ -> new ArrayList<>());
    if (!stretches.isEmpty() && stretches.getLast().touches(next)) {
      stretches.add(stretches.removeLast().with(next));
    } else {
      stretches.add(next);
    }
  }

  /** The partitions in which anything is settled. */
  Set<Integer> partitions() {
    return new TreeSet<>(partitions.keySet());
  }

  /** The stretches of a partition, in the order of offsets. */
  List<Stretch> of(int partition) {
    return partitions.getOrDefault(partition, List.of());
  }
}
