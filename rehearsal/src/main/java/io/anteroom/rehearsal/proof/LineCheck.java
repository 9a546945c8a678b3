package io.anteroom.rehearsal.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges the line that the visitors stood in: each has one number, no two the same, and there are
 * no holes between the first visitor's, who joined alone, and the highest.
 */
public final class LineCheck {

  private final List<Sighting> sightings;
  private final Circumstances circumstances;
  private final List<Breach> breaches = new ArrayList<>();

  private LineCheck(List<Sighting> sightings, Circumstances circumstances) {
    this.sightings = sightings;
    this.circumstances = circumstances;
  }

  /** Finds what is wrong with the visitors of a run, the first of whom joined before all others. */
  public static List<Breach> check(List<Sighting> sightings, Circumstances circumstances) {
    LineCheck check = new LineCheck(sightings, circumstances);
    check.everybodyCameThrough();
    check.unique("request id", check.byRequestId());
    check.unique("number", check.byNumber());
    check.dense();
    return List.copyOf(check.breaches);
  }

  private void everybodyCameThrough() {
    for (Sighting seen : sightings) {
      if (seen.failure().isPresent()) {
        breach(Check.EVERY_VISITOR_CAME_THROUGH, seen.name() + ": " + seen.failure().get());
      } else if (!seen.admitted() && circumstances.ending() != Ending.STOPPED) {
        breach(Check.EVERY_VISITOR_CAME_THROUGH, seen.name() + " did not come through");
      }
    }
  }

  private Map<Object, List<Sighting>> byRequestId() {
    Map<Object, List<Sighting>> groups = HashMap.newHashMap(sightings.size());
    for (Sighting seen : sightings) {
      seen.requestId().ifPresent(id -> groups.merge(id, List.of(seen), LineCheck::both));
    }
    return groups;
  }

  private Map<Object, List<Sighting>> byNumber() {
    Map<Object, List<Sighting>> groups = HashMap.newHashMap(sightings.size());
    for (Sighting seen : sightings) {
      seen.number().ifPresent(number -> groups.merge(number, List.of(seen), LineCheck::both));
    }
    return groups;
  }

  private static List<Sighting> both(List<Sighting> some, List<Sighting> more) {
    List<Sighting> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private void unique(String what, Map<Object, List<Sighting>> groups) {
    groups.forEach((key, holders) -> {
      if (holders.size() > 1) {
        String shown = key instanceof String id ? Breach.shorten(id) : key.toString();
        breach(
            Check.NUMBERS_UNIQUE,
            "%s %s was given to %d visitors: %s, %s"
                .formatted(
                    what, shown, holders.size(), holders.get(0).name(), holders.get(1).name()));
      }
    });
  }

  private void dense() {
    Optional<Sighting> pathfinder =
        sightings.stream().findFirst().filter(seen -> seen.number().isPresent());
    if (pathfinder.isEmpty()) {
      return;
    }
    long first = pathfinder.get().number().getAsLong();
    if (circumstances.fresh() && first != 1 && !circumstances.shared()) {
      breach(Check.NUMBERS_DENSE, "the first number after the reset is " + first + ", not 1");
    }
    for (Sighting seen : sightings) {
      if (seen.number().isPresent() && seen.number().getAsLong() < first) {
        breach(
            Check.NUMBERS_DENSE,
            "%s got number %d, below %d of the visitor who joined before all others"
                .formatted(seen.name(), seen.number().getAsLong(), first));
      }
    }
    if (!circumstances.shared() && circumstances.ending() == Ending.COMPLETE) {
      withoutHoles(first);
    }
  }

  private void withoutHoles(long first) {
    long[] numbers = numbersFrom(first);
    long holes = holes(numbers);
    if (holes > circumstances.unclearJoins() + placesWithoutNumber()) {
      for (int i = 1; i < numbers.length; i++) {
        if (numbers[i] - numbers[i - 1] > 1) {
          breach(Check.NUMBERS_DENSE, hole(numbers[i - 1] + 1, numbers[i] - 1));
        }
      }
    }
  }

  private long placesWithoutNumber() {
    return sightings.stream()
        .filter(seen -> seen.requestId().isPresent() && seen.number().isEmpty())
        .count();
  }

  private static String hole(long from, long to) {
    return from == to
        ? "nobody has number " + from
        : "nobody has the numbers " + from + " to " + to;
  }

  private long[] numbersFrom(long first) {
    return sightings.stream()
        .flatMapToLong(seen -> seen.number().stream())
        .filter(number -> number >= first)
        .sorted()
        .distinct()
        .toArray();
  }

  private static long holes(long[] sorted) {
    return sorted.length == 0 ? 0 : sorted[sorted.length - 1] - sorted[0] + 1 - sorted.length;
  }

  /** How many numbers between the lowest and the highest nobody in these sightings has. */
  public static long holes(List<Sighting> sightings) {
    return holes(
        sightings.stream()
            .flatMapToLong(seen -> seen.number().stream())
            .sorted()
            .distinct()
            .toArray());
  }

  private void breach(Check check, String offender) {
    breaches.add(new Breach(check, offender));
  }
}
