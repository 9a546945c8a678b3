package io.anteroom.domain.room;

import io.anteroom.domain.room.RoomEvent.PositionsExpired;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.Place;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the served positions of a room whose time is up.
 *
 * <p>Each partition is judged by itself, from where the last sweep stopped to the first position
 * that still has time. Joins of a partition are in the order of time and of numbers, so nothing
 * behind that position can be due before it, and a partition that comes late holds up no other:
 *
 * <pre>
 *   offsets of a partition:   |--- judged ---|--- due now ---|--- has time ---|--- not served ---
 *                                            ^ judgedTo      ^ judgedTo after this sweep
 * </pre>
 *
 * <p>Where one number of the due part has a token and the next has none does not matter: tokens are
 * counted, the rest has expired.
 */
final class ExpirySweep {

  /** Tokens that one sweep looks at, so that no decision holds up the room for long. */
  static final int MAX_TOKENS = 10_000;

  /** Parts of spans that one sweep judges, for the same reason. */
  static final int MAX_PARTS = 5_000;

  private final Room room;
  private final RoomState state;
  private final Instant now;
  private final Map<Integer, Long> judgedTo = new HashMap<>();
  private long expired;
  private int tokensLeft = MAX_TOKENS;
  private int partsLeft = MAX_PARTS;

  private ExpirySweep(Room room, RoomState state, Instant now) {
    this.room = room;
    this.state = state;
    this.now = now;
  }

  /** Judges what is due; what is over the bounds of a sweep is due in the next. */
  static ExpirySweep of(Room room, RoomState state, Instant now) {
    ExpirySweep sweep = new ExpirySweep(room, state, now);
    if (room.someMayExpire()) {
      room.numberedTo().byPartition().keySet().forEach(sweep::judge);
    }
    return sweep;
  }

  /** Says whether the sweep came to an end by itself; if not, there may be more that is due. */
  boolean isWhole() {
    return tokensLeft > 0 && partsLeft > 0;
  }

  /** What was due; empty if nothing was. */
  Optional<PositionsExpired> event() {
    return judgedTo.isEmpty()
        ? Optional.empty()
        : Optional.of(new PositionsExpired(expired, new PartitionOffsets(judgedTo)));
  }

  private void judge(int partition) {
    long offset = room.expiry().judgedTo().of(partition);
    while (offset < room.numberedTo().of(partition) && isWhole()) {
      Optional<OffsetRange> due = due(new Place(partition, offset));
      if (due.isEmpty()) {
        return;
      }
      TokenCount count = state.countTokens(room.generation(), due.get(), tokensLeft);
      offset = count.through() + 1;
      expired += offset - due.get().from() - count.tokens();
      judgedTo.put(partition, offset);
      tokensLeft -= count.tokens();
      partsLeft--;
    }
  }

  /**
   * The next positions of a partition, of one span and one line of the history, if they are due.
   */
  private Optional<OffsetRange> due(Place place) {
    return state
        .spanFrom(room.generation(), place)
        .flatMap(span -> {
          long from = Math.max(place.offset(), span.range().from());
          QueueNumber first = span.numberOf(new Place(place.partition(), from));
          return room.servingCounter().serves(first)
              ? state
                  .reached(room.generation(), first)
                  .filter(line -> isOver(span, line))
                  .map(line -> part(span, from, first, line))
              : Optional.empty();
        });
  }

  private boolean isOver(NumberedSpan span, Reached line) {
    return room.settings()
        .positionExpiry()
        .deadline(span.joinedAt(), line.at())
        .filter(end -> !now.isBefore(end))
        .isPresent();
  }

  private OffsetRange part(NumberedSpan span, long from, QueueNumber first, Reached line) {
    long last =
        Math.min(
            span.lastNumber().value(),
            Math.min(line.last().value(), room.servingCounter().value()));
    return new OffsetRange(span.range().partition(), from, from + last - first.value());
  }
}
