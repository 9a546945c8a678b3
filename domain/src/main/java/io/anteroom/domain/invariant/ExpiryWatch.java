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
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The account of one generation about positions that expire.
 *
 * <p>It keeps each move of the counter by itself, where the room keeps one line a second, so a
 * position may have up to a second longer there than here.
 */
final class ExpiryWatch {

  private static final Duration LENIENCE = Duration.ofSeconds(1);

  /** When the counter first stood at a value that is higher than all before. */
  private final NavigableMap<Long, Instant> firstAt = new TreeMap<>();

  private final Map<Integer, Long> judgedTo = new HashMap<>();
  private final BiConsumer<Invariant, String> breach;
  private @Nullable RoomSettings settings;
  private long expired;
  private long owed;

  ExpiryWatch(BiConsumer<Invariant, String> breach) {
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
    if (firstAt.isEmpty() || moved.current().value() > firstAt.lastKey()) {
      firstAt.put(moved.current().value(), at);
    }
  }

  /** Holds a token against what has expired. */
  void token(Place place, Optional<NumberedSpan> span, Instant at) {
    if (place.offset() < judgedTo.getOrDefault(place.partition(), 0L)) {
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

  /**
   * Takes positions that expired.
   *
   * @param spans all numbered spans, by their first place
   * @param sessions all places with a token
   */
  void expire(
      PositionsExpired event,
      NavigableMap<Place, NumberedSpan> spans,
      NavigableMap<Place, ?> sessions,
      long serving,
      Instant at) {
    long due = 0;
    for (Map.Entry<Integer, Long> entry : event.judgedTo().byPartition().entrySet()) {
      int partition = entry.getKey();
      long from = judgedTo.getOrDefault(partition, 0L);
      long to = entry.getValue();
      if (to <= from) {
        breach.accept(
            Invariant.EXPIRED_TURNS_PASS_ONCE,
            "partition " + partition + " is judged to " + to + " again, it was to " + from);
        continue;
      }
      due += judge(partition, from, to, spans, serving, at);
      due -= sessions.subMap(new Place(partition, from), new Place(partition, to)).size();
      judgedTo.put(partition, to);
    }
    if (due != event.count()) {
      breach.accept(
          Invariant.EXPIRED_TURNS_PASS_ONCE,
          event.count() + " positions expired, the events say " + due);
    }
    expired += event.count();
    owed += settings != null && settings.autoIncrement() ? event.count() : 0;
  }

  /** Counts the numbered places of a range, and holds each against the counter and the clock. */
  private long judge(
      int partition,
      long from,
      long to,
      NavigableMap<Place, NumberedSpan> spans,
      long serving,
      Instant at) {
    long places = 0;
    Place start = spans.floorKey(new Place(partition, from));
    Place first = start == null ? new Place(partition, from) : start;
    for (NumberedSpan span : spans.subMap(first, new Place(partition, to)).values()) {
      if (span.range().partition() != partition || span.range().to() < from) {
        continue;
      }
      long low = Math.max(from, span.range().from());
      long high = Math.min(to - 1, span.range().to());
      long number = span.numberOf(new Place(partition, high)).value();
      places += high - low + 1;
      boolean late = deadline(span, number).filter(end -> !at.isBefore(end)).isPresent();
      if (number > serving || !late) {
        breach.accept(
            Invariant.POSITIONS_HAVE_THEIR_TIME,
            "number %d expired at %s, counter at %d".formatted(number, at, serving));
      }
    }
    return places;
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

  Map<Integer, Long> judgedTo() {
    return judgedTo;
  }
}
