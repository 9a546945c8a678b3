package io.anteroom.admin;

import io.anteroom.domain.room.PartitionOffsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How far numbering has come, as a time: to those who had joined by then. Where the joins end is
 * asked anew only once numbering has come to where they ended before, so it is told also while more
 * join all the time, and stands still with numbering.
 */
final class NumberedUntil {

  private record Ends(PartitionOffsets offsets, Instant at) {}

  private final InstantSource clock;
  private Optional<Ends> ahead = Optional.empty();
  private volatile Optional<Instant> time = Optional.empty();

  NumberedUntil(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Looks once more; one thread at a time.
   *
   * @param numberedTo the first offset in each partition behind all that are numbered
   * @param ends asks where the joins end
   */
  void look(PartitionOffsets numberedTo, Supplier<PartitionOffsets> ends) {
    if (ahead.isEmpty()) {
      Instant asked = clock.instant();
      ahead = Optional.of(new Ends(ends.get(), asked));
    }
    ahead
        .filter(end -> numberedTo.cover(end.offsets()))
        .ifPresent(end -> {
          time = Optional.of(end.at());
          ahead = Optional.empty();
        });
  }

  /** Nobody can say for the moment; it is asked anew as soon as somebody can. */
  void forget() {
    time = Optional.empty();
    ahead = Optional.empty();
  }

  /** The time, which is some seconds old at best; empty where nobody can say. */
  Optional<Instant> time() {
    return time;
  }
}
