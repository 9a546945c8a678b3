package io.anteroom.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.ticket.EventId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StickyPartitionsTest {

  private static final EventId ROOM = new EventId("a");
  private static final long START = 1_763_621_000_000L;

  private final StickyPartitions sticky = new StickyPartitions();

  @Test
  void keepsARoomOnOnePartitionForAWhile() {
    Set<Integer> used =
        LongStream.range(START, START + StickyPartitions.STAY_MILLIS)
            .mapToObj(now -> sticky.partitionFor(ROOM, now, 4))
            .collect(Collectors.toSet());
    assertThat(used).hasSize(1);
  }

  @Test
  void movesARoomOverAllPartitionsInTurn() {
    Set<Integer> used =
        IntStream.range(0, 4)
            .mapToObj(
                turn -> sticky.partitionFor(ROOM, START + turn * StickyPartitions.STAY_MILLIS, 4))
            .collect(Collectors.toSet());
    assertThat(used).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void keepsRoomsApartWhileThereArePartitionsEnough() {
    for (long now = START; now < START + 1000; now += 17) {
      long moment = now;
      Set<Integer> used =
          IntStream.range(0, 4)
              .mapToObj(i -> sticky.partitionFor(new EventId("room-" + i), moment, 4))
              .collect(Collectors.toSet());
      assertThat(used).hasSize(4);
    }
  }

  @Test
  void staysWithinTheOnlyPartition() {
    assertThat(sticky.partitionFor(ROOM, START, 1)).isZero();
  }
}
