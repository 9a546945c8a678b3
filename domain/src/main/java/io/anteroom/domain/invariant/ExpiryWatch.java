package io.anteroom.domain.invariant;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.PositionExpiry;
import io.anteroom.domain.room.RoomEvent.PositionsExpired;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.ticket.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The account of one generation about positions that expire.
 *
 * <p>It keeps each move of the counter and each span by itself, where the room keeps one line for
 * the moves of a second and one span for its neighbouring joins. So a position may have up to a
 * second longer there than here, and never less.
 */
final class ExpiryWatch {

  private static final Duration LENIENCE = Duration.ofSeconds(1);

  /** When the counter first stood at a value that is higher than all before. */
  private final NavigableMap<Long, Instant> firstAt = new TreeMap<>();

  private final Map<Integer, Long> judgedTo = new HashMap<>();
  private final NavigableMap<Place, NumberedSpan> spans;
  private final SessionBook sessions;
  private final BiConsumer<Invariant, String> breach;
  private @Nullable RoomSettings settings;
  private long expired;
  private long owed;

  /**
   * An account that reads along in others.
   *
   * @param spans all numbered spans of the generation, by their first place
   * @param sessions its tokens
   */
  ExpiryWatch(
      NavigableMap<Place, NumberedSpan> spans,
      SessionBook sessions,
      BiConsumer<Invariant, String> breach) {
    this.spans = spans;
    this.sessions = sessions;
    this.breach = breach;
  }

  void configure(RoomSettings next) {
    settings = next;
    owed = next.autoIncrement() ? owed : 0;
  }

  void restart(Map<Integer, Long> starts) {
    firstAt.clear();
    judgedTo.clear();
    judgedTo.putAll(starts);
    expired = 0;
    owed = 0;
  }

  void move(ServingCounterMoved moved, Instant at) {
    if (settings != null && settings.paused()) {
      breach.accept(
          Invariant.PAUSED_ROOMS_STAND, "the counter of a paused room moves by " + moved.by());
    }
    if (moved.cause() == Cause.EXPIRY) {
      if (moved.by() < 1 || moved.by() > owed) {
        breach.accept(
            Invariant.EXPIRED_TURNS_PASS_ONCE,
            "a move by " + moved.by() + " for expired positions, of which " + owed + " are open");
      }
      owed -= moved.by();
    }
    if (moved.current().value() > highestServed()) {
      firstAt.put(moved.current().value(), at);
    }
  }

  /** Holds a token against what has expired. */
  void token(Place place, Optional<NumberedSpan> span, Instant at) {
    if (span.isPresent() && place.offset() < judgedTo(place.partition())) {
      breach.accept(
          Invariant.EXPIRED_STAYS_EXPIRED, "token of " + place + ", which was judged before");
    }
    span.flatMap(in -> deadline(in, in.numberOf(place).value()))
        .filter(end -> !at.isBefore(end.plus(LENIENCE)))
        .ifPresent(end ->
            breach.accept(
                Invariant.EXPIRED_STAYS_EXPIRED,
                "token of " + place + " at " + at + ", whose time was up at " + end));
  }

  /** Takes positions that expired. */
  void expire(PositionsExpired event, long serving, Instant at) {
    long due = 0;
    for (Map.Entry<Integer, Long> entry : event.judgedTo().byPartition().entrySet()) {
      due += judge(entry.getKey(), entry.getValue(), serving, at);
    }
    if (due != event.count()) {
      breach.accept(
          Invariant.EXPIRED_TURNS_PASS_ONCE,
          event.count() + " positions expired, the events say " + due);
    }
    expired += event.count();
    owed += settings != null && settings.autoIncrement() ? event.count() : 0;
  }

  /** Counts the positions of a partition that expired since it was judged last. */
  private long judge(int partition, long to, long serving, Instant at) {
    long from = judgedTo(partition);
    if (to <= from) {
      breach.accept(
          Invariant.EXPIRED_TURNS_PASS_ONCE,
          "partition " + partition + " is judged to " + to + " again, it was to " + from);
      return 0;
    }
    long places = 0;
    for (NumberedSpan span : spansIn(partition, from, to)) {
      long low = Math.max(from, span.range().from());
      long high = Math.min(to - 1, span.range().to());
      places += high - low + 1;
      requireDue(span, span.numberOf(new Place(partition, high)).value(), serving, at);
    }
    judgedTo.put(partition, to);
    return places - sessions.tokens(partition, from, to);
  }

  private List<NumberedSpan> spansIn(int partition, long from, long to) {
    Place first = new Place(partition, from);
    Place start = Optional.ofNullable(spans.floorKey(first)).orElse(first);
    return spans.subMap(start, true, new Place(partition, to - 1), true).values().stream()
        .filter(span -> span.range().partition() == partition && span.range().to() >= from)
        .toList();
  }

  /** In a span the last number that expires has the most time. */
  private void requireDue(NumberedSpan span, long number, long serving, Instant at) {
    boolean late = deadline(span, number).filter(end -> !at.isBefore(end)).isPresent();
    if (number > serving || !late) {
      breach.accept(
          Invariant.POSITIONS_HAVE_THEIR_TIME,
          "number %d expired at %s, counter at %d".formatted(number, at, serving));
    }
  }

  private Optional<Instant> deadline(NumberedSpan span, long number) {
    Map.Entry<Long, Instant> reached = firstAt.ceilingEntry(number);
    if (reached == null || settings == null) {
      return Optional.empty();
    }
    PositionExpiry expiry = settings.positionExpiry();
    Instant joined = span.joinedAt();
    Instant from = joined.isAfter(reached.getValue()) ? joined : reached.getValue();
    return expiry.enabled() ? Optional.of(from.plus(expiry.period())) : Optional.empty();
  }

  long expired() {
    return expired;
  }

  long owed() {
    return owed;
  }

  long highestServed() {
    return firstAt.isEmpty() ? 0 : firstAt.lastKey();
  }

  /** The first offset of a partition that was not judged. */
  long judgedTo(int partition) {
    return judgedTo.getOrDefault(partition, 0L);
  }
}
