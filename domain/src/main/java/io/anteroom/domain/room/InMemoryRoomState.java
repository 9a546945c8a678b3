package io.anteroom.domain.room;

import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.domain.token.SessionStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The reference {@link RoomState}: plain maps, for replays, audits and simulations. */
public final class InMemoryRoomState implements RoomState {

  private Optional<Room> room = Optional.empty();
  private final Map<Generation, NavigableMap<Place, NumberedSpan>> spans = new HashMap<>();
  private final Map<Generation, ServingHistory> histories = new HashMap<>();
  private final Map<Generation, NavigableMap<Place, IssuedToken>> tokens = new HashMap<>();

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
    return Optional.ofNullable(spans(generation).floorEntry(place))
        .map(Map.Entry::getValue)
        .filter(span -> span.range().holds(place));
  }

  @Override
  public Optional<NumberedSpan> spanFrom(Generation generation, Place place) {
    return spanHolding(generation, place)
        .or(() ->
            Optional.ofNullable(spans(generation).higherEntry(place))
                .map(Map.Entry::getValue)
                .filter(span -> span.range().partition() == place.partition()));
  }

  @Override
  public void put(Generation generation, NumberedSpan span) {
    Place start = new Place(span.range().partition(), span.range().from());
    spans.computeIfAbsent(generation, _ -> new TreeMap<>()).put(start, span);
  }

  private NavigableMap<Place, NumberedSpan> spans(Generation generation) {
    return spans.getOrDefault(generation, Collections.emptyNavigableMap());
  }

  @Override
  public Optional<Reached> reached(Generation generation, QueueNumber number) {
    return Optional.ofNullable(histories.get(generation))
        .flatMap(history -> history.reached(number));
  }

  @Override
  public void put(Generation generation, Reached reached) {
    histories.computeIfAbsent(generation, _ -> new ServingHistory()).add(reached);
  }

  @Override
  public Optional<IssuedToken> token(Generation generation, Place place) {
    return Optional.ofNullable(tokens(generation).get(place));
  }

  @Override
  public void put(Generation generation, IssuedToken token) {
    tokens.computeIfAbsent(generation, _ -> new TreeMap<>()).put(token.place(), token);
  }

  @Override
  public TokenCount countTokens(Generation generation, OffsetRange range, int limit) {
    Collection<Place> found =
        tokens(generation)
            .subMap(
                new Place(range.partition(), range.from()),
                true,
                new Place(range.partition(), range.to()),
                true)
            .keySet();
    return found.size() <= limit
        ? new TokenCount(found.size(), range.to())
        : new TokenCount(limit, found.stream().skip(limit - 1L).findFirst().orElseThrow().offset());
  }

  @Override
  public long activeTokens(Generation generation, Instant now) {
    return tokens(generation).values().stream()
        .filter(token -> token.status() == SessionStatus.ACTIVE)
        .filter(token -> token.claims().expiresAt().isAfter(now))
        .count();
  }

  private NavigableMap<Place, IssuedToken> tokens(Generation generation) {
    return tokens.getOrDefault(generation, Collections.emptyNavigableMap());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InMemoryRoomState that
        && room.equals(that.room)
        && spans.equals(that.spans)
        && histories.equals(that.histories)
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
