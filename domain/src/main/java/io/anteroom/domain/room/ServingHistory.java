package io.anteroom.domain.room;

import io.anteroom.domain.span.QueueNumber;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * When the serving counter first reached each number of one generation. Grows by at most one line
 * for each second in which the counter goes where it never was. One thread adds, any number of
 * threads read.
 */
public final class ServingHistory {

  private final ConcurrentSkipListMap<Long, Reached> byFirst = new ConcurrentSkipListMap<>();

  /** Adds a line, or replaces the one that starts at the same number by the longer one. */
  public void add(Reached reached) {
    byFirst.put(reached.first().value(), reached);
  }

  /** The line that holds a number; empty if the counter was never there. */
  public Optional<Reached> reached(QueueNumber number) {
    return Optional.ofNullable(byFirst.floorEntry(number.value()))
        .map(Map.Entry::getValue)
        .filter(line -> line.holds(number));
  }

  /** How many lines there are. */
  public int size() {
    return byFirst.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ServingHistory that && byFirst.equals(that.byFirst);
  }

  @Override
  public int hashCode() {
    return byFirst.hashCode();
  }

  @Override
  public String toString() {
    return byFirst.values().toString();
  }
}
