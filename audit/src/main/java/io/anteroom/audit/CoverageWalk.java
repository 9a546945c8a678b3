package io.anteroom.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Lays the joins of one room and partition, in the order of the log, beside its stretches. */
final class CoverageWalk {

  private final Deque<Stretch> ahead;
  private final GenerationTotals present;
  private long expected;

  /**
   * @param stretches what the room has settled in this partition
   * @param present the generation in which it takes new joins
   * @param beginning the first offset that the log still has
   */
  CoverageWalk(List<Stretch> stretches, GenerationTotals present, long beginning) {
    this.ahead = new ArrayDeque<>(stretches);
    this.present = present;
    this.expected = beginning;
    skipSettled();
  }

  private void skipSettled() {
    while (!ahead.isEmpty() && ahead.getFirst().to() < expected) {
      ahead.removeFirst();
    }
    if (!ahead.isEmpty()) {
      expected = Math.max(expected, ahead.getFirst().from());
    }
  }

  /** Takes the next join of the room; says what is wrong with it. */
  Optional<Flaw> join(long offset) {
    while (!ahead.isEmpty()) {
      Stretch stretch = ahead.getFirst();
      if (offset < stretch.from()) {
        return Optional.of(
            new Flaw(offset, "the join has no number, and joins behind it in the partition have"));
      }
      if (stretch.numbered()) {
        return number(stretch, offset);
      }
      if (offset <= stretch.to()) {
        stretch.generation().resetJoin();
        return Optional.empty();
      }
      pass(stretch);
    }
    present.newJoin();
    return Optional.empty();
  }

  private Optional<Flaw> number(Stretch stretch, long offset) {
    if (offset != expected) {
      return Optional.of(notAJoin(stretch));
    }
    stretch.generation().numberedJoin();
    expected++;
    skipSettled();
    return Optional.empty();
  }

  private void pass(Stretch stretch) {
    expected = stretch.to() + 1;
    skipSettled();
  }

  /** Ends the walk; says what was settled that the log does not hold. */
  Optional<Flaw> end() {
    return ahead.stream().filter(Stretch::numbered).findFirst().map(this::notAJoin);
  }

  private Flaw notAJoin(Stretch stretch) {
    return new Flaw(
        Math.max(expected, stretch.from()),
        "the place has number in generation "
            + stretch.generation().generation()
            + ", and is not a join of the room");
  }

  /**
   * What is wrong.
   *
   * @param offset where
   * @param detail in words
   */
  record Flaw(long offset, String detail) {}
}
