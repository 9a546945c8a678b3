package io.anteroom.domain.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.RoomEvent.PositionsExpired;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.ticket.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The part of a {@link Ledger} that is about time: a line for each person and each move of the
 * counter, to the millisecond.
 */
final class ExpiryLedger {

  /** A room keeps one time for all moves, and for neighbouring joins, of the same second. */
  private static final Duration MERGED = Duration.ofSeconds(1);

  /** What can be said about the time of a position without knowing what the room has merged. */
  enum Time {
    LEFT,
    PERHAPS_UP,
    UP
  }

  private final NavigableMap<Place, Long> numbers;
  private final Set<Place> admitted;
  private final Map<Place, Instant> joinedAt = new HashMap<>();
  private final NavigableMap<Long, Instant> reachedAt = new TreeMap<>();
  private final Map<Integer, Long> judgedTo = new HashMap<>();
  private final Set<Place> expired = new HashSet<>();
  private long owed;

  /** The ledger's own lines, which it goes on writing. */
  ExpiryLedger(NavigableMap<Place, Long> numbers, Set<Place> admitted) {
    this.numbers = numbers;
    this.admitted = admitted;
  }

  void join(Place place, Instant at) {
    joinedAt.put(place, at);
  }

  void configure(RoomSettings settings) {
    if (!settings.autoIncrement()) {
      owed = 0;
    }
  }

  void restart(PartitionOffsets starts) {
    joinedAt.clear();
    reachedAt.clear();
    expired.clear();
    judgedTo.putAll(starts.byPartition());
    owed = 0;
  }

  void move(ServingCounterMoved moved, Instant at) {
    if (moved.cause() == Cause.EXPIRY) {
      assertThat(moved.by())
          .as("turns that pass")
          .isPositive()
          .isEqualTo(Math.min(owed, Long.MAX_VALUE - moved.previous().value()));
      owed -= moved.by();
    }
    if (reachedAt.isEmpty() || moved.current().value() > reachedAt.lastKey()) {
      reachedAt.put(moved.current().value(), at);
    }
  }

  /** Holds each person whom the event is about against the clock. */
  void expire(PositionsExpired event, long serving, RoomSettings settings, Instant now) {
    int before = expired.size();
    event
        .judgedTo()
        .byPartition()
        .forEach((partition, to) -> {
          long from = judgedTo.getOrDefault(partition, 0L);
          assertThat(to).as("end of the judged in partition %d", partition).isGreaterThan(from);
          numbers
              .subMap(new Place(partition, from), new Place(partition, to))
              .forEach((place, n) -> {
                if (!admitted.contains(place)) {
                  assertThat(n).as("number that expires").isLessThanOrEqualTo(serving);
                  assertThat(time(place, settings, now))
                      .as("time of %s", place)
                      .isNotEqualTo(Time.LEFT);
                  assertThat(expired.add(place))
                      .as("%s expires for the first time", place)
                      .isTrue();
                }
              });
          judgedTo.put(partition, to);
        });
    assertThat(event.count()).isEqualTo(expired.size() - before);
    owed += settings.autoIncrement() ? event.count() : 0;
  }

  /** Whether the time of a served position is up. */
  Time time(Place place, RoomSettings settings, Instant now) {
    if (expired.contains(place)) {
      return Time.UP;
    }
    if (!settings.positionExpiry().enabled()) {
      return Time.LEFT;
    }
    Instant joined = joinedAt.get(place);
    Instant reached = reachedAt.ceilingEntry(numbers.get(place)).getValue();
    Instant end =
        (joined.isAfter(reached) ? joined : reached).plus(settings.positionExpiry().period());
    if (now.isBefore(end)) {
      return Time.LEFT;
    }
    return now.isBefore(end.plus(MERGED)) ? Time.PERHAPS_UP : Time.UP;
  }

  /**
   * Nobody whose time is surely up is left unjudged, unless somebody in front of him in his
   * partition may have time. In a real partition nobody in front has, since joins are in the order
   * of time; here the clock runs back.
   */
  void assertNobodyIsOverdue(long serving, RoomSettings settings, Instant now) {
    Set<Integer> held = new HashSet<>();
    numbers.forEach((place, number) -> {
      if (number > serving || time(place, settings, now) != Time.UP) {
        held.add(place.partition());
      } else if (!held.contains(place.partition()) && !admitted.contains(place)) {
        assertThat(expired.contains(place)).as("%s has expired at %s", place, now).isTrue();
      }
    });
  }

  boolean hasExpired(Place place) {
    return expired.contains(place);
  }

  int expired() {
    return expired.size();
  }

  long owed() {
    return owed;
  }
}
