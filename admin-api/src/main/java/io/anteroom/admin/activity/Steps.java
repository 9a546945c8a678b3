package io.anteroom.admin.activity;

import io.anteroom.admin.activity.History.Step;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.room.RoomEvent.TokenGenerated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The events of one room, summed up by the steps in which they happened. Who joined is put into the
 * step of joining, which may be long over when the numbers come; everything else happens in the
 * order of the log.
 */
final class Steps {

  /**
   * Steps kept, of those in which something happened: some more than are shown, so that a clock
   * that runs ahead by five minutes displaces none of those.
   */
  static final int KEPT = History.STEPS + 20;

  /**
   * What happened in one step.
   *
   * @param end where the levels stood at its end; empty if they did not change
   */
  private record Sums(long arrivals, OptionalLong lagMillis, long admitted, Optional<Levels> end) {

    static final Sums NONE = new Sums(0, OptionalLong.empty(), 0, Optional.empty());

    Sums and(Sums later) {
      return new Sums(
          arrivals + later.arrivals,
          longer(lagMillis, later.lagMillis),
          admitted + later.admitted,
          later.end.or(() -> end));
    }

    Sums withoutEnd() {
      return new Sums(arrivals, lagMillis, admitted, Optional.empty());
    }

    private static OptionalLong longer(OptionalLong one, OptionalLong other) {
      return one.isPresent() && other.isPresent()
          ? OptionalLong.of(Math.max(one.getAsLong(), other.getAsLong()))
          : one.isPresent() ? one : other;
    }
  }

  private final NavigableMap<Long, Sums> byStep = new TreeMap<>();

  /** Where the levels stood before the steps that are kept; empty if there were none. */
  private Optional<Levels> before;

  Steps(Optional<Levels> before) {
    this.before = before;
  }

  /** A generation begins: there were no levels before. */
  void begin() {
    before = Optional.empty();
    byStep.replaceAll((_, sums) -> sums.withoutEnd());
  }

  /**
   * Takes the next event.
   *
   * @param after where the levels stand behind it
   */
  void take(RecordedEvent recorded, Levels after) {
    if (recorded.event() instanceof SpanNumbered(var span)) {
      long joined = span.range().length();
      add(span.joinedAt(), new Sums(joined, OptionalLong.empty(), 0, Optional.empty()));
    }
    add(recorded.decidedAt(), new Sums(0, lag(recorded), admitted(recorded), Optional.of(after)));
  }

  /** The clocks of the log and of the room may differ by more than numbering takes. */
  private static OptionalLong lag(RecordedEvent recorded) {
    return recorded.event() instanceof SpanNumbered(var span)
        ? OptionalLong.of(
            Math.max(0, Duration.between(span.joinedAt(), recorded.decidedAt()).toMillis()))
        : OptionalLong.empty();
  }

  private static long admitted(RecordedEvent recorded) {
    return recorded.event() instanceof TokenGenerated ? 1 : 0;
  }

  private void add(Instant time, Sums sums) {
    byStep.merge(History.stepAt(time), sums, Sums::and);
    while (byStep.size() > KEPT) {
      Optional<Levels> earlier = before;
      before = byStep.pollFirstEntry().getValue().end().or(() -> earlier);
    }
  }

  /**
   * The last hour. What is dated later than now has happened all the same, and counts as happening
   * now.
   *
   * @param base what to add to all levels
   */
  List<Step> lastHour(Instant now, Levels base) {
    long first = History.firstStep(now);
    List<Sums> hour = new ArrayList<>(Collections.nCopies(History.STEPS, Sums.NONE));
    byStep
        .tailMap(first, true)
        .forEach((step, sums) -> {
          int index = (int) Math.min(step - first, History.STEPS - 1);
          hour.set(index, hour.get(index).and(sums));
        });
    Optional<Levels> level = before(first);
    List<Step> steps = new ArrayList<>(History.STEPS);
    for (Sums sums : hour) {
      level = sums.end().isPresent() ? sums.end() : level;
      steps.add(
          new Step(sums.arrivals(), sums.lagMillis(), sums.admitted(), level.map(base::plus)));
    }
    return List.copyOf(steps);
  }

  private Optional<Levels> before(long first) {
    return byStep.headMap(first, false).descendingMap().values().stream()
        .flatMap(sums -> sums.end().stream())
        .findFirst()
        .or(() -> before);
  }
}
