package io.anteroom.domain.room;

import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.IssuedToken;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The reference {@link RoomState}: plain maps, for replays, audits and simulations. */
public final class InMemoryRoomState implements RoomState {

  private Optional<Room> room = Optional.empty();
  private final Map<Generation, NavigableMap<Place, NumberedSpan>> spans = new HashMap<>();
  private final Map<Generation, Map<Place, IssuedToken>> tokens = new HashMap<>();

  @Override
  public Optional<Room> room() {
    return room;
  }

  @Override
  public void put(Room next) {
    room = Optional.of(next);
  }

  @Override
  public Optional<NumberedSpan> spanHolding(Generation generation, Place place) {
    return Optional.ofNullable(spans.get(generation))
        .map(byStart -> byStart.floorEntry(place))
        .map(Map.Entry::getValue)
        .filter(span -> span.range().holds(place));
  }

  @Override
  public void put(Generation generation, NumberedSpan span) {
    Place start = new Place(span.range().partition(), span.range().from());
    spans.computeIfAbsent(generation, _ -> new TreeMap<>()).put(start, span);
  }

  @Override
  public Optional<IssuedToken> token(Generation generation, Place place) {
    return Optional.ofNullable(tokens.get(generation)).map(byPlace -> byPlace.get(place));
  }

  @Override
  public void put(Generation generation, IssuedToken token) {
    tokens.computeIfAbsent(generation, _ -> new HashMap<>()).put(token.place(), token);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InMemoryRoomState that
        && room.equals(that.room)
        && spans.equals(that.spans)
        && tokens.equals(that.tokens);
  }

  @Override
  public int hashCode() {
    return room.hashCode();
  }

  @Override
  public String toString() {
    return "InMemoryRoomState[" + room + "]";
  }
}
