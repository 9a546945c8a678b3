package io.anteroom.domain.room;

import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.IssuedToken;
import java.util.Optional;

/**
 * Where one room keeps what it knows (a port). Reads see the writes before them. Spans and tokens
 * lie beside the room and not in it, since there can be millions of tokens.
 */
public interface RoomState {

  /** Counters and settings; empty before the room is made. */
  Optional<Room> room();

  /** Replaces counters and settings. */
  void put(Room room);

  /** The numbered span of a generation that holds a place. */
  Optional<NumberedSpan> spanHolding(Generation generation, Place place);

  /** Adds a span, or replaces the one of this generation that starts at the same offset. */
  void put(Generation generation, NumberedSpan span);

  /** The token of a place in a generation. */
  Optional<IssuedToken> token(Generation generation, Place place);

  /** Adds a token, or replaces the one of the same place and generation. */
  void put(Generation generation, IssuedToken token);
}
