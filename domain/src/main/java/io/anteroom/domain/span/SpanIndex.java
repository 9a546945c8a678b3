package io.anteroom.domain.span;

import io.anteroom.domain.ticket.Place;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the number of a place. Costs 32 bytes a span, and spans that touch become one, so it grows
 * with time and not with the people who wait.
 *
 * <p>One thread adds, any number of threads find. Rows of a partition lie in four parallel arrays.
 * A row is written before the volatile size that shows it, and a full table is copied and replaced
 * as a whole. The last row may still grow at its end: a reader that sees the old end misses the
 * newest joins for one more look, never anything else, because the start and first number of a row
 * stay as they are.
 */
public final class SpanIndex {

  private final ConcurrentMap<Integer, Rows> partitions = new ConcurrentHashMap<>();

  /**
   * Adds a span. Spans of one partition come in the order of their offsets. What is in the last row
   * may come again, and the whole of it may come again longer.
   *
   * @throws IllegalArgumentException if the span overlaps, precedes or contradicts in any other way
   *     what is already here
   */
  public void add(NumberedSpan span) {
    partitions.computeIfAbsent(span.range().partition(), Rows::new).add(span);
  }

  /** The span that holds a place; empty if the place has no number (yet). */
  public Optional<NumberedSpan> holding(Place place) {
    Rows rows = partitions.get(place.partition());
    return Optional.ofNullable(rows == null ? null : rows.holding(place));
  }

  /** How many spans are kept. */
  public int size() {
    return partitions.values().stream().mapToInt(Rows::size).sum();
  }

  private static final class Rows {
    private static final int FIRST_CAPACITY = 16;

    private final int partition;
    private volatile Table table = new Table(FIRST_CAPACITY, 0);

    Rows(int partition) {
      this.partition = partition;
    }

    int size() {
      return table.size;
    }

    void add(NumberedSpan span) {
      int last = table.size - 1;
      if (last < 0 || !grow(last, span)) {
        append(span);
      }
    }

    /** Lengthens the last row where the span goes on from it or is a longer copy of it. */
    private boolean grow(int last, NumberedSpan span) {
      NumberedSpan known = row(table, last);
      if (span.range().from() > known.range().to()) {
        Optional<NumberedSpan> merged = known.mergedWith(span);
        merged.ifPresent(longer -> replaceEnd(last, longer));
        return merged.isPresent();
      }
      boolean longer = span.range().to() > known.range().to();
      if (!agrees(known, span) || (longer && span.range().from() != known.range().from())) {
        throw new IllegalArgumentException(
            "span " + span + " overlaps, precedes or contradicts " + known);
      }
      if (longer) {
        replaceEnd(last, span);
      }
      return true;
    }

    private boolean agrees(NumberedSpan known, NumberedSpan span) {
      Place start = new Place(partition, span.range().from());
      return known.range().holds(start) && known.numberOf(start).equals(span.firstNumber());
    }

    private void replaceEnd(int last, NumberedSpan span) {
      Table now = table;
      now.to[last] = span.range().to();
      now.joinedAtMillis[last] = span.joinedAt().toEpochMilli();
      now.size = last + 1; // the volatile write that shows the new end
    }

    private void append(NumberedSpan span) {
      Table now = table;
      int size = now.size;
      Table target = size < now.from.length ? now : now.copy(size * 2);
      target.from[size] = span.range().from();
      target.to[size] = span.range().to();
      target.first[size] = span.firstNumber().value();
      target.joinedAtMillis[size] = span.joinedAt().toEpochMilli();
      target.size = size + 1;
      table = target;
    }

    @Nullable NumberedSpan holding(Place place) {
      Table now = table;
      int found = Arrays.binarySearch(now.from, 0, now.size, place.offset());
      int at = found >= 0 ? found : -found - 2;
      return at >= 0 && place.offset() <= now.to[at] ? row(now, at) : null;
    }

    private NumberedSpan row(Table in, int at) {
      return new NumberedSpan(
          new OffsetRange(partition, in.from[at], in.to[at]),
          new QueueNumber(in.first[at]),
          Instant.ofEpochMilli(in.joinedAtMillis[at]));
    }
  }

  private static final class Table {
    final long[] from;
    final long[] to;
    final long[] first;
    final long[] joinedAtMillis;
    volatile int size;

    Table(int capacity, int size) {
      this.from = new long[capacity];
      this.to = new long[capacity];
      this.first = new long[capacity];
      this.joinedAtMillis = new long[capacity];
      this.size = size;
    }

    Table copy(int capacity) {
      Table copy = new Table(capacity, size);
      System.arraycopy(from, 0, copy.from, 0, size);
      System.arraycopy(to, 0, copy.to, 0, size);
      System.arraycopy(first, 0, copy.first, 0, size);
      System.arraycopy(joinedAtMillis, 0, copy.joinedAtMillis, 0, size);
      return copy;
    }
  }
}
