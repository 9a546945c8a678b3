package io.anteroom.domain.room;

import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.Place;
import java.util.Optional;

/**
 * Counts the settled ones among some numbers: those that have a token or expired. It is needed only
 * where the serving counter moves over numbers that it has served before.
 *
 * <p>In each partition numbers rise with offsets, so the first one is found by halving. From there
 * the spans are walked; what was judged before is settled altogether, and of the rest the tokens
 * are counted.
 */
final class SettledPlaces {

  /** Tokens that one count looks at: some tenths of a second, for a move that is seldom. */
  static final int MAX_TOKENS = 100_000;

  /** Parts of spans that one count looks at, for the same reason. */
  static final int MAX_PARTS = 20_000;

  private final Room room;
  private final RoomState state;
  private final long first;
  private final long last;
  private long settled;
  private long seen;
  private int tokensLeft = MAX_TOKENS;
  private int partsLeft = MAX_PARTS;

  private SettledPlaces(Room room, RoomState state, long first, long last) {
    this.room = room;
    this.state = state;
    this.first = first;
    this.last = last;
  }

  /**
   * How many settled numbers will be above the counter when it has moved. Where there are too many
   * to look at, the rest counts as settled as far as that can be, so that nobody who may come is
   * overlooked.
   */
  static long above(Room room, RoomState state, ServingCounter moved) {
    long settledAbove = room.turns().settledAbove();
    long from = room.servingCounter().value();
    long to = moved.value();
    if (to >= room.expiry().highestServed().value()) {
      return 0;
    }
    SettledPlaces count =
        new SettledPlaces(
            room, state, Math.min(from, to) + 1, Math.min(Math.max(from, to), room.queueCounter()));
    room.numberedTo().byPartition().keySet().forEach(count::countIn);
    long after =
        to < from ? settledAbove + count.settled + count.unseen() : settledAbove - count.settled;
    long highest = Math.min(room.expiry().highestServed().value(), room.queueCounter());
    long most = Math.min(room.tokenCounter() + room.expiry().expired(), Math.max(0, highest - to));
    return Math.clamp(after, 0, most);
  }

  private long unseen() {
    return Math.max(0, last - first + 1) - seen;
  }

  private void countIn(int partition) {
    long offset = firstOffset(partition);
    while (tokensLeft > 0 && partsLeft > 0) {
      Optional<OffsetRange> part = part(new Place(partition, offset));
      if (part.isEmpty()) {
        return;
      }
      offset = count(part.get()) + 1;
      partsLeft--;
    }
  }

  /** The lowest offset at or behind which the first of the numbers may lie. */
  private long firstOffset(int partition) {
    long low = room.starts().of(partition);
    long high = room.numberedTo().of(partition);
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (numberFrom(new Place(partition, middle)).filter(number -> number < first).isPresent()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Optional<Long> numberFrom(Place place) {
    return state
        .spanFrom(room.generation(), place)
        .map(span -> span.numberOf(start(span, place)).value());
  }

  private static Place start(NumberedSpan span, Place place) {
    return new Place(place.partition(), Math.max(place.offset(), span.range().from()));
  }

  /** The next places of a partition that hold some of the numbers, all of one span. */
  private Optional<OffsetRange> part(Place place) {
    return state
        .spanFrom(room.generation(), place)
        .flatMap(span -> {
          Place start = start(span, place);
          QueueNumber number = span.numberOf(start);
          long more = Math.min(last, span.lastNumber().value()) - number.value();
          return more < 0
              ? Optional.empty()
              : Optional.of(
                  new OffsetRange(place.partition(), start.offset(), start.offset() + more));
        });
  }

  /** Counts a part, or as much of it as the bounds allow; says to which offset. */
  private long count(OffsetRange part) {
    long judgedTo = Math.min(room.expiry().judgedTo().of(part.partition()), part.to() + 1);
    long from = Math.max(part.from(), judgedTo);
    settled += from - part.from();
    seen += from - part.from();
    if (from > part.to()) {
      return part.to();
    }
    TokenCount tokens =
        state.countTokens(
            room.generation(), new OffsetRange(part.partition(), from, part.to()), tokensLeft);
    settled += tokens.tokens();
    seen += tokens.through() - from + 1;
    tokensLeft -= tokens.tokens();
    return tokens.through();
  }
}
