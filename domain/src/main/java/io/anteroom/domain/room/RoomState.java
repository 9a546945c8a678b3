package io.anteroom.domain.room;

import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.IssuedToken;
import java.time.Instant;
import java.util.Optional;

/**
 * Where one room keeps what it knows (a port). Reads see the writes before them. Spans, tokens and
 * the history of the serving counter lie beside the room and not in it, since there can be millions
 * of tokens.
 */
public interface RoomState {

  /** Counters and settings; empty before the room is made. */
  Optional<Room> room();

  /** Replaces counters and settings. */
  void put(Room room);

  /** The numbered span of a generation that holds a place. */
  Optional<NumberedSpan> spanHolding(Generation generation, Place place);

  /** The numbered span that holds a place or is the next behind it in its partition. */
  Optional<NumberedSpan> spanFrom(Generation generation, Place place);

  /** Adds a span, or replaces the one of this generation that starts at the same offset. */
  void put(Generation generation, NumberedSpan span);

  /** When the serving counter of a generation first reached a number; empty if it never did. */
  Optional<Reached> reached(Generation generation, QueueNumber number);

  /** Adds a line to the serving history, or replaces the one that starts at the same number. */
  void put(Generation generation, Reached reached);

  /** The token of a place in a generation. */
  Optional<IssuedToken> token(Generation generation, Place place);

  /** Adds a token, or replaces the one of the same place and generation. */
  void put(Generation generation, IssuedToken token);

  /**
   * Counts the tokens of a range of places, whatever became of their sessions.
   *
   * @param limit how many it looks at, at least 1
   */
  TokenCount countTokens(Generation generation, OffsetRange range, int limit);

  /** How many tokens of a generation end later than a moment, with their sessions open. */
  long activeTokens(Generation generation, Instant now);
}
