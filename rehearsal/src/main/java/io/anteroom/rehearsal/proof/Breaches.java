package io.anteroom.rehearsal.proof;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The breaches found so far: all counted, the first ones kept. */
public final class Breaches {

  /** How many offenders are told. */
  static final int TOLD = 10;

  private final Map<Check, Long> counts = new EnumMap<>(Check.class);
  private final List<Breach> first = new ArrayList<>();

  /** Takes one more. */
  public synchronized void add(Breach breach) {
    counts.merge(breach.check(), 1L, Long::sum);
    if (first.size() < TOLD) {
      first.add(breach);
    }
  }

  /** How often a check failed. */
  public synchronized long count(Check check) {
    return counts.getOrDefault(check, 0L);
  }

  /** The first ten, in the order in which they were found. */
  public synchronized List<Breach> first() {
    return List.copyOf(first);
  }

  /** Whether every check held. */
  public synchronized boolean isEmpty() {
    return counts.isEmpty();
  }
}
