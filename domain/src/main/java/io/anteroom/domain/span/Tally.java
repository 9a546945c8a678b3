package io.anteroom.domain.span;

import io.anteroom.domain.ticket.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts the joins of one partition into spans. It holds one open span and hands it over when the
 * room changes, an offset is missing, the span has grown too long in time, or {@link #close} asks.
 *
 * <p>Not safe for use by several threads: one partition has one reader.
 */
public final class Tally {

  /** The longest time between the first and last join of a span; bounds the error of joinedAt. */
  public static final Duration MAX_SPAN_TIME = Duration.ofSeconds(1);

  private final int partition;
  private @Nullable EventId eventId;
  private long from;
  private long to;
  private long firstJoinedAtMillis;
  private long lastJoinedAtMillis;

  /** An empty tally of one partition. */
  public Tally(int partition) {
    this.partition = partition;
  }

  /** A tally that goes on with a span that was open when its predecessor stopped. */
  public Tally(JoinSpan open) {
    this.partition = open.range().partition();
    this.eventId = open.eventId();
    this.from = open.range().from();
    this.to = open.range().to();
    this.firstJoinedAtMillis = open.firstJoinedAt().toEpochMilli();
    this.lastJoinedAtMillis = open.lastJoinedAt().toEpochMilli();
  }

  /**
   * Takes the next join of the partition. A join that is already in the open span changes nothing.
   *
   * @param joinedAtMillis epoch milliseconds at which the log took it
   * @return the span that this join closed, if it closed one
   */
  public Optional<JoinSpan> join(EventId joining, long offset, long joinedAtMillis) {
    EventId open = eventId;
    if (open != null && offset <= to) {
      return Optional.empty();
    }
    if (open != null && offset == to + 1 && open.equals(joining) && inTime(joinedAtMillis)) {
      to = offset;
      firstJoinedAtMillis = Math.min(firstJoinedAtMillis, joinedAtMillis);
      lastJoinedAtMillis = Math.max(lastJoinedAtMillis, joinedAtMillis);
      return Optional.empty();
    }
    Optional<JoinSpan> closed = close();
    eventId = joining;
    from = offset;
    to = offset;
    firstJoinedAtMillis = joinedAtMillis;
    lastJoinedAtMillis = joinedAtMillis;
    return closed;
  }

  /** Looks both ways: the log's clock may run back, for one when a partition gets a new leader. */
  private boolean inTime(long joinedAtMillis) {
    long first = Math.min(firstJoinedAtMillis, joinedAtMillis);
    long last = Math.max(lastJoinedAtMillis, joinedAtMillis);
    return last - first < MAX_SPAN_TIME.toMillis();
  }

  /** Hands over the open span, if there is one, and starts afresh. */
  public Optional<JoinSpan> close() {
    Optional<JoinSpan> closed = open();
    eventId = null;
    return closed;
  }

  /** The span that is open now, if there is one. */
  public Optional<JoinSpan> open() {
    return Optional.ofNullable(eventId).map(this::span);
  }

  private JoinSpan span(EventId room) {
    return new JoinSpan(
        room,
        new OffsetRange(partition, from, to),
        Instant.ofEpochMilli(firstJoinedAtMillis),
        Instant.ofEpochMilli(lastJoinedAtMillis));
  }
}
